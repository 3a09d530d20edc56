import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './States.module.css';

interface EmptyStateProps {
  icon?: LucideIcon;
  /** What belongs here. */
  title: string;
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
}

/** Nothing here yet: what belongs here, and the one next step. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {Icon && (
        <span className={styles.mark} aria-hidden>
          <Icon size="1.375rem" strokeWidth={1.5} />
        </span>
      )}
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}
