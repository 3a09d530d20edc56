import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { commands, type NotificationSettings } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Select } from '../../components/Select';
import { Switch } from '../../components/Switch';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

const key = [part.settings, 'notifications'] as const;

const NIGHT = { quiet_from: 22 * 60, quiet_until: 7 * 60 };

/** R71: each person's own choice, and for administrators what holds for the counter. */
export function Notifications() {
  const t = useT();
  const client = useQueryClient();
  const { administration } = useMe().permissions;
  const settings = useQuery({ queryKey: key, queryFn: () => call(commands.notificationSettings()) });
  const save = useMutation({
    mutationFn: (next: NotificationSettings) => call(commands.saveNotificationSettings(next)),
    onSuccess: (_, next) => client.setQueryData(key, next),
  });
  if (!settings.data) return null;
  const shown = save.isPending ? save.variables : settings.data;
  const change = (next: Partial<NotificationSettings>) => save.mutate({ ...shown, ...next });
  return (
    <Section title={t('mail.notifications')} words={t('mail.notificationsWords')}>
      <div className={styles.fields}>
        <Switch isSelected={shown.notifies} onChange={(notifies) => change({ notifies })}>
          {t('mail.notifies')}
        </Switch>
        <Switch isSelected={shown.sound} isDisabled={!shown.notifies} onChange={(sound) => change({ sound })}>
          {t('mail.sound')}
        </Switch>
        {administration && <Counter shown={shown} change={change} />}
      </div>
      <Fault>{save.error ? problemWords(t, problemOf(save.error)) : undefined}</Fault>
    </Section>
  );
}

interface CounterProps {
  shown: NotificationSettings;
  change: (next: Partial<NotificationSettings>) => void;
}

/** What holds for everybody at this counter. */
function Counter({ shown, change }: CounterProps) {
  const t = useT();
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour * 60),
    label: `${String(hour).padStart(2, '0')}:00`,
  }));
  const { quiet_from: from, quiet_until: until } = shown;
  return (
    <>
      <Switch isSelected={shown.public_counter} onChange={(isPublic) => change({ public_counter: isPublic })}>
        {t('mail.publicCounter')}
      </Switch>
      <p className={styles.facts}>{t('mail.publicCounterWords')}</p>
      <Switch
        isSelected={from !== null}
        onChange={(quiet) => change(quiet ? NIGHT : { quiet_from: null, quiet_until: null })}
      >
        {t('mail.quiet')}
      </Switch>
      {from !== null && until !== null && (
        <div className={styles.pair}>
          <Select
            label={t('mail.quietFrom')}
            value={String(from)}
            onChange={(minute) => change({ quiet_from: Number(minute) })}
            choices={hours}
          />
          <Select
            label={t('mail.quietUntil')}
            value={String(until)}
            onChange={(minute) => change({ quiet_until: Number(minute) })}
            choices={hours}
          />
        </div>
      )}
    </>
  );
}
