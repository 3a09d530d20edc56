import type { BadLine } from '../../bridge/bindings';
import { lineFaultWords } from '../../i18n/faultWords';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';

interface BadLinesProps {
  /** The first of them. */
  bad: readonly BadLine[];
  /** How many lines are bad in all. */
  total: number;
}

/** Every bad line by its number, its column, its value, why, and the way out (R7). */
export function BadLines({ bad, total }: BadLinesProps) {
  const t = useT();
  const format = useFormat();
  const named = new Set(bad.map(({ line }) => line)).size;
  return (
    <div className={styles.part}>
      <h2 className={styles.title} data-tone="danger">
        {t('import.badCount', { count: total })}
      </h2>
      <p>
        {t('import.badWords')} {named < total && t('import.badFirst', { shown: bad.length })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={styles.scroll} aria-label={t('import.bad')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.lineNumber}>
                {t('import.line')}
              </th>
              <th scope="col" className={styles.columnName}>
                {t('import.column')}
              </th>
              <th scope="col" className={styles.value}>
                {t('import.value')}
              </th>
              <th scope="col">{t('import.why')}</th>
            </tr>
          </thead>
          <tbody>
            {bad.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several faults; the list never changes.
              <tr key={index} className={styles.badLine}>
                <th scope="row" className="tabular">
                  {format.count(one.line)}
                </th>
                <td>{columnName(one) ?? t('import.wholeLine')}</td>
                <td className={styles.cell}>{one.value}</td>
                <td>{lineFaultWords(t, one.fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function columnName({ column, heading }: BadLine): string | null {
  if (column === null) return heading === '' ? null : heading;
  return heading === '' ? String(column) : `${column} · ${heading}`;
}
