import { ConciergeBell } from 'lucide-react';
import styles from './Brand.module.css';

interface BrandProps {
  name: string;
  /** Under the name. */
  note: string | null;
  /** The mark stands alone; the name is there for screen readers. */
  markOnly?: boolean;
}

/** The bell of the front desk and the name of the building. */
export function Brand({ name, note, markOnly = false }: BrandProps) {
  return (
    <div className={styles.brand} {...(markOnly ? { title: name } : {})}>
      <span aria-hidden className={styles.mark}>
        <ConciergeBell size="1.125rem" strokeWidth={1.75} />
      </span>
      <span className={markOnly ? 'visually-hidden' : styles.words}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        {note !== null && <span className={styles.note}>{note}</span>}
      </span>
    </div>
  );
}
