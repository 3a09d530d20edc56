import type { ReactNode } from 'react';
import styles from './Settings.module.css';

interface SectionProps {
  title: string;
  words?: string;
  /** A button beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the settings. */
export function Section({ title, words, action, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>{title}</h2>
          {words && <p className={styles.words}>{words}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** What is wrong with a form as a whole. */
export function Fault({ children }: { children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <p role="alert" className={styles.fault}>
      {children}
    </p>
  );
}
