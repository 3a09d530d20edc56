import type { ImportCounts, ImportTotals } from '../../bridge/bindings';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';

interface CountsProps {
  caption: string;
  totals: ImportTotals;
}

/** How many of each noun are added, changed and left as they are. Nouns that the file does not hold are left out. */
export function Counts({ caption, totals }: CountsProps) {
  const t = useT();
  const format = useFormat();
  const rows: [string, ImportCounts][] = [
    [t('import.residents'), totals.residents],
    [t('import.events'), totals.events],
    [t('import.bookings'), totals.bookings],
    [t('import.responses'), totals.responses],
  ];
  const filled = rows.filter(([, { added, changed, unchanged }]) => added + changed + unchanged > 0);
  if (filled.length === 0) return null;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('import.noun')}</th>
          <th scope="col" className={styles.number}>
            {t('import.added')}
          </th>
          <th scope="col" className={styles.number}>
            {t('import.changed')}
          </th>
          <th scope="col" className={styles.number}>
            {t('import.unchanged')}
          </th>
        </tr>
      </thead>
      <tbody>
        {filled.map(([noun, { added, changed, unchanged }]) => (
          <tr key={noun}>
            <th scope="row">{noun}</th>
            {[added, changed, unchanged].map((count, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move.
              <td key={index} className={styles.number} data-none={count === 0 || undefined}>
                {format.count(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
