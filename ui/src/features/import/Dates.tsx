import type { DateDecision, Mapping } from '../../bridge/bindings';
import { Select } from '../../components/Select';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';
import { importer } from './importer';

interface DatesProps {
  dates: readonly DateDecision[];
  chosen: Mapping['day_order'];
}

/** How dates were read that could be read either way; a person may know better. */
export function Dates({ dates, chosen }: DatesProps) {
  const t = useT();
  return (
    <section className={styles.part} aria-label={t('import.dates')}>
      <h2 className={styles.title}>{t('import.dates')}</h2>
      <ul>
        {dates.map(({ column, heading, order, because }) => (
          <li key={column}>
            {t('import.datesRead', {
              heading: heading || t('import.noHeading', { column }),
              order: order === 'day_first' ? t('import.dayFirst') : t('import.monthFirst'),
              because: t(`import.because_${because}`),
            })}
          </li>
        ))}
      </ul>
      <div className={styles.choice}>
        <Select<Mapping['day_order']>
          label={t('import.orderLabel')}
          value={chosen}
          onChange={(order) => void importer.preview(order)}
          choices={[
            { value: 'automatic', label: t('import.orderAutomatic') },
            { value: 'day_first', label: t('import.orderDay') },
            { value: 'month_first', label: t('import.orderMonth') },
          ]}
        />
      </div>
    </section>
  );
}
