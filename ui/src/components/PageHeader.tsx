import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** A line under the title. */
  note?: ReactNode;
  /** At the end of the first line: search, then buttons. */
  actions?: ReactNode;
  /** The second line: the filters. */
  children?: ReactNode;
  /** The narrow head of a list column, as in Conversations. */
  narrow?: boolean;
}

/** The head of a screen: its name, what can be done, its filters. */
export function PageHeader({ title, note, actions, children, narrow = false }: PageHeaderProps) {
  return (
    <header className={styles.header} data-narrow={narrow || undefined}>
      <div className={styles.line}>
        <div className={styles.name}>
          <h1 className={styles.title}>{title}</h1>
          {note && <div className={styles.note}>{note}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </header>
  );
}
