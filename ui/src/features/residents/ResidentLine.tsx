import type { ResidentRow } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Residents.module.css';

/** One resident in the list. */
export function ResidentLine({ row }: { row: ResidentRow }) {
  const t = useT();
  return (
    <span className={styles.line}>
      <Avatar name={row.name} />
      <span className={styles.name}>{row.name}</span>
      <span className={styles.suite}>
        <span className="visually-hidden">{t('residents.suite')} </span>
        <span className="tabular">{row.suite}</span>
      </span>
      <span className={styles.email} data-missing={row.email === '' || undefined} title={row.email}>
        {row.email === '' ? t('residents.noEmail') : row.email}
      </span>
      <span className={styles.phone} data-missing={row.phone === '' || undefined}>
        {row.phone === '' ? <span className="visually-hidden">{t('residents.noPhone')}</span> : row.phone}
      </span>
      <span className={styles.language}>
        {row.language === 'fr' ? t('residents.french') : t('residents.english')}
      </span>
    </span>
  );
}
