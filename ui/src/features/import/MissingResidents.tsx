import type { MissingResident } from '../../bridge/bindings';
import { Checkbox } from '../../components/Checkbox';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';

interface MissingResidentsProps {
  /** The first of them. */
  missing: readonly MissingResident[];
  total: number;
  movedOut: ReadonlySet<string>;
  onChange: (movedOut: ReadonlySet<string>) => void;
}

/** Who is not in a newer list is offered as moved out, never marked by itself (R7). */
export function MissingResidents({ missing, total, movedOut, onChange }: MissingResidentsProps) {
  const t = useT();
  if (missing.length === 0) return null;
  const title = t('import.missing', { count: total });
  const set = (id: string, isOut: boolean) => {
    const next = new Set(movedOut);
    if (isOut) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <div className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      <p>
        {t('import.missingWords')}{' '}
        {missing.length < total && t('import.missingFirst', { shown: missing.length, total })}
      </p>
      <div className={styles.all}>
        <Checkbox
          isSelected={movedOut.size === missing.length}
          isIndeterminate={movedOut.size > 0 && movedOut.size < missing.length}
          onChange={(isAll) => onChange(new Set(isAll ? missing.map(({ id }) => id) : []))}
        >
          {t('import.markAll')}
        </Checkbox>
        <span role="status" className={styles.quiet}>
          {movedOut.size > 0 && t('import.markedMovedOut', { count: movedOut.size })}
        </span>
      </div>
      <div className={styles.scroll}>
        <ul className={styles.lines}>
          {missing.map(({ id, name, suite, email }) => (
            <li key={id}>
              <label className={styles.missing}>
                {/* A plain box: a thousand of them are drawn at once. */}
                <input
                  type="checkbox"
                  checked={movedOut.has(id)}
                  onChange={(event) => set(id, event.target.checked)}
                />
                <span className={styles.missingName}>{name}</span>
                <span className={styles.quiet}>{suite}</span>
                <span className={styles.quiet}>{email}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
