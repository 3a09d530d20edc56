import { CircleCheck } from 'lucide-react';
import type { ImportDone } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useOpenSection } from '../../components/navigation';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { Counts } from './Counts';
import styles from './Import.module.css';
import { importer } from './importer';

/** What the import has done, and where to go from here. */
export function DoneStep({ done }: { done: ImportDone }) {
  const t = useT();
  const openSection = useOpenSection();
  const seesBookings = useMe().permissions.event_bookings !== 'none';
  return (
    <>
      <Banner tone="neutral" shape="box" icon={CircleCheck}>
        {t('import.doneTitle')}
      </Banner>
      <Counts caption={t('import.countsDone')} totals={done.totals} />
      {done.left_out > 0 && <p>{t('import.leftOut', { count: done.left_out })}</p>}
      {done.moved_out > 0 && <p>{t('import.movedOut', { count: done.moved_out })}</p>}
      <div className={styles.actions}>
        <Button onPress={() => importer.again()}>{t('import.chooseAnother')}</Button>
        {seesBookings ? (
          <Button variant="primary" onPress={() => openSection('/bookings')}>
            {t('import.goToBookings')}
          </Button>
        ) : (
          <Button variant="primary" onPress={() => openSection('/residents')}>
            {t('import.goToResidents')}
          </Button>
        )}
      </div>
    </>
  );
}
