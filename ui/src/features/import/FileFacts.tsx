import { CalendarDays, FileText } from 'lucide-react';
import type { ImportOpened } from '../../bridge/bindings';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';

/** The file: its name, how long it is, and how it was read. */
export function FileFacts({ opened }: { opened: ImportOpened }) {
  const t = useT();
  const { name, sort, rows, encoding, delimiter } = opened;
  const Icon = sort === 'calendar' ? CalendarDays : FileText;
  const facts = [
    sort === 'calendar'
      ? t('import.eventsInCalendar', { count: rows })
      : t('import.fileFacts', { count: rows, encoding: t(`import.encoding_${encoding}`) }),
    ...(delimiter === null
      ? []
      : [t('import.delimited', { delimiter: delimiter === '\t' ? t('import.tab') : delimiter })]),
  ];
  return (
    <div className={styles.facts}>
      <Icon aria-hidden size="1.25rem" strokeWidth={1.5} />
      <span className={styles.fileName}>{name}</span>
      <span className={styles.quiet}>{facts.join(' · ')}</span>
    </div>
  );
}
