import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Details } from './Details';
import styles from './States.module.css';

interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What is safe, and what to do. */
  children?: ReactNode;
  /** What to press. */
  action?: ReactNode;
  /** The technical part: folded, and copied with one press. */
  details?: string;
}

/** Something failed: what happened, what is safe, what to do, and the technical part folded under it. */
export function ErrorState({ title, children, action, details }: ErrorStateProps) {
  return (
    <div className={styles.state} role="alert">
      <span className={styles.mark} data-tone="danger" aria-hidden>
        <TriangleAlert size="1.375rem" strokeWidth={1.5} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {action}
      {details && <Details text={details} />}
    </div>
  );
}
