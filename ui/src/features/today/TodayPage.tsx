import { Search } from 'lucide-react';
import { Button } from '../../components/Button';
import { askFor } from '../../components/offered';
import { PageHeader } from '../../components/PageHeader';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { useMe } from '../../components/session';
import { withModifier } from '../../components/shortcuts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { Cards } from './Cards';
import { EventsToday } from './EventsToday';
import styles from './Today.module.css';
import { useToday } from './useToday';
import { Waiting } from './Waiting';

/** The first screen of the day: what waits, what happens, what did not arrive (R43). */
export function TodayPage() {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const name = firstName(useMe().name);
  const hour = format.hour(now);
  const greeting = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  const today = useToday();
  return (
    <div className={styles.page}>
      <PageHeader
        title={t(`today.${greeting}`, { name })}
        note={format.dayHeading(now, now)}
        actions={
          <Button icon={Search} onPress={() => askFor('search')}>
            {t('common.search')} <kbd aria-hidden>{withModifier('K')}</kbd>
          </Button>
        }
      >
        {today.data && <Cards today={today.data} />}
      </PageHeader>
      {today.data ? (
        <div className={styles.columns}>
          <EventsToday today={today.data} />
          <Waiting today={today.data} />
        </div>
      ) : today.isError ? (
        <ProblemState error={today.error} onRetry={() => void today.refetch()} />
      ) : (
        <Skeleton />
      )}
    </div>
  );
}
