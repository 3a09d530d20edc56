import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useCallback, useState } from 'react';
import { commands, type History, type MailboxForm, type MailboxView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { faultsOf } from '../../components/faults';
import { NumberField } from '../../components/NumberField';
import { RadioGroup } from '../../components/RadioGroup';
import { Switch } from '../../components/Switch';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { DisconnectDialog } from './DisconnectDialog';
import { MailboxTested } from './MailboxTested';
import { Fault } from './Section';
import { ServerFields } from './ServerFields';
import styles from './Settings.module.css';

interface MailboxFieldsProps {
  start: MailboxForm;
  view: MailboxView;
  /** The provider wants a password made for Lobby. */
  appPassword: boolean;
  /** The mailbox is connected, or disconnected. */
  onLeft: () => void;
}

const HISTORIES: readonly History[] = ['from_now', 'thirty_days', 'everything'];

/** Everything about the mailbox that can be set. */
export function MailboxFields({ start, view, appPassword, onLeft }: MailboxFieldsProps) {
  const t = useT();
  const [form, setForm] = useState(start);
  const [isLeaving, setLeaving] = useState(false);
  const change = useCallback(
    (part: Partial<MailboxForm>) => setForm((before) => ({ ...before, ...part })),
    [],
  );
  const test = useMutation({ mutationFn: () => call(commands.testMailbox(form)) });
  const save = useMutation({
    mutationFn: () => call(commands.saveMailbox(form)),
    onSuccess: () => {
      toasts.done(t('mail.savedMailbox'));
      change({ password: null });
      onLeft();
    },
  });
  const faults = faultsOf(t, save.error ?? test.error, ['email', 'login', 'server', 'port', 'certificate']);
  const isConnected = view.form !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <Person form={form} change={change} faults={faults} isKept={isConnected} appPassword={appPassword} />
      <ServerFields
        title={t('mail.incoming')}
        server={form.imap}
        onChange={(imap) => change({ imap })}
        error={faults.of('server') ?? faults.of('port')}
      />
      <ServerFields
        title={t('mail.outgoing')}
        server={form.smtp}
        onChange={(smtp) => change({ smtp })}
        error={faults.of('server') ?? faults.of('port')}
      />
      {!isConnected && (
        <RadioGroup<History>
          label={t('mail.history')}
          description={t('mail.historyWords')}
          value={form.history}
          onChange={(history) => change({ history })}
          choices={HISTORIES.map((value) => ({ value, label: t(`mail.history_${value}`) }))}
        />
      )}
      <Habits form={form} change={change} sent={view.sent_in_a_day} />
      {test.data && <MailboxTested tested={test.data} form={form} onChange={change} />}
      <Fault>{faults.whole}</Fault>
      <div className={styles.actions}>
        <Button isPending={test.isPending} onPress={() => test.mutate()}>
          {t('mail.test')}
        </Button>
        <Button variant="primary" type="submit" isPending={save.isPending}>
          {t('mail.saveMailbox')}
        </Button>
        {isConnected && (
          <Button variant="quiet" onPress={() => setLeaving(true)}>
            {t('mail.disconnect')}
          </Button>
        )}
      </div>
      {isLeaving && (
        <DisconnectDialog address={start.address} onClose={() => setLeaving(false)} onDone={onLeft} />
      )}
    </form>
  );
}

interface PartProps {
  form: MailboxForm;
  change: (part: Partial<MailboxForm>) => void;
}

interface PersonProps extends PartProps {
  faults: ReturnType<typeof faultsOf>;
  /** A password is kept already. */
  isKept: boolean;
  appPassword: boolean;
}

/** Who writes and who signs in. */
function Person({ form, change, faults, isKept, appPassword }: PersonProps) {
  const t = useT();
  const notes = [appPassword && t('mail.passwordApp'), isKept && t('mail.passwordKept')].filter(Boolean);
  return (
    <>
      <TextField
        label={t('mail.address')}
        type="email"
        autoComplete="off"
        value={form.address}
        onChange={(address) => change({ address })}
        error={faults.of('email')}
      />
      <TextField
        label={t('mail.senderName')}
        description={t('mail.senderNameWords')}
        value={form.sender_name}
        onChange={(name) => change({ sender_name: name })}
      />
      <TextField
        label={t('mail.login')}
        autoComplete="off"
        spellCheck="false"
        value={form.login}
        onChange={(login) => change({ login })}
        error={faults.of('login')}
      />
      <TextField
        label={t('mail.password')}
        type="password"
        autoComplete="off"
        value={form.password ?? ''}
        onChange={(password) => change({ password: password === '' ? null : password })}
        {...(notes.length > 0 ? { description: notes.join(' ') } : {})}
      />
    </>
  );
}

/** What the mailbox's server does by itself, and how much it takes. */
function Habits({ form, change, sent }: PartProps & { sent: number }) {
  const t = useT();
  return (
    <>
      <Switch isSelected={form.plus_addresses} onChange={(plus) => change({ plus_addresses: plus })}>
        {t('mail.plus')}
      </Switch>
      <p className={styles.facts}>{t('mail.plusWords')}</p>
      <Switch isSelected={form.files_sent} onChange={(files) => change({ files_sent: files })}>
        {t('mail.filesSent')}
      </Switch>
      <p className={styles.facts}>{t('mail.filesSentWords')}</p>
      <NumberField
        label={t('mail.limit')}
        description={t('mail.limitWords', { count: sent })}
        minValue={1}
        value={form.sending_limit ?? Number.NaN}
        onChange={(limit) => change({ sending_limit: Number.isNaN(limit) ? null : limit })}
      />
    </>
  );
}
