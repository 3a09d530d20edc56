import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { commands, type MailPlace, type ResidentRow, type TrayRow } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { ComboBox } from '../../components/ComboBox';
import { useOpenConversation } from '../../components/navigation';
import { Pill } from '../../components/Pill';
import { toasts } from '../../components/toasts';
import { useResidentChoices } from '../../components/useResidentChoices';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Attachment } from './Attached';
import styles from './Tray.module.css';

/** One mail of the tray, and where a person can put it. */
export function TrayMail({ row }: { row: TrayRow }) {
  const t = useT();
  const format = useFormat();
  const open = useOpenConversation();
  const mail = useQuery({
    queryKey: [part.tray, 'mail', row.id],
    queryFn: () => call(commands.openMail(row.id)),
  });
  const told = { onError: (error: unknown) => toasts.problem(problemWords(t, problemOf(error))) };
  const place = useMutation({
    mutationFn: (to: MailPlace) => call(commands.placeMail(row.id, to)),
    onSuccess: (conversation) => {
      toasts.done(t('mail.placed'));
      open(conversation);
    },
    ...told,
  });
  const aside = useMutation({
    mutationFn: () => call(commands.setAsideMail(row.id)),
    onSuccess: () => toasts.done(t('mail.aside')),
    ...told,
  });
  const { proposal } = row;
  return (
    <article className={styles.letter}>
      <header>
        <h2 className={styles.subject}>{row.subject}</h2>
        <p className={styles.from}>
          {t('mail.originalFrom', { name: row.sender_name, address: `<${row.sender}>` })} ·{' '}
          <time dateTime={row.received}>{format.full(row.received)}</time>
        </p>
        <Pill tone="warning">{t(`mail.why_${row.why}`)}</Pill>
      </header>
      {/* Whatever somebody wrote is shown as text, never as anything else. */}
      <p className={styles.text} dir="auto">
        {mail.data?.text ?? row.words}
      </p>
      {mail.data?.attachments.map((file) => (
        <Attachment key={file.place} mail={row.id} file={file} />
      ))}
      <footer className={styles.places}>
        {proposal !== null && (
          <Button
            variant="primary"
            isPending={place.isPending}
            onPress={() => place.mutate({ to: 'conversation', id: proposal.conversation })}
          >
            {t('mail.placeIn', { name: proposal.resident })}
          </Button>
        )}
        <WithResident onChoose={(id) => place.mutate({ to: 'resident', id })} />
        <Button variant="quiet" isPending={aside.isPending} onPress={() => aside.mutate()}>
          {t('mail.setAside')}
        </Button>
      </footer>
    </article>
  );
}

/** A resident of whom the mail begins a new conversation. */
function WithResident({ onChoose }: { onChoose: (id: string) => void }) {
  const t = useT();
  const [resident, setResident] = useState<ResidentRow | null>(null);
  const { residents, setSearch } = useResidentChoices(resident);
  return (
    <div className={styles.resident}>
      <ComboBox
        label={t('mail.placeResident')}
        placeholder={t('bookings.chooseResident')}
        value={resident?.id ?? null}
        onChange={(id) => setResident(residents.find((one) => one.id === id) ?? null)}
        onSearch={setSearch}
        choices={residents.map((one) => ({
          value: one.id,
          label: one.name,
          hint: t('bookings.suite', { suite: one.suite }),
        }))}
      />
      <Button isDisabled={resident === null} onPress={() => resident && onChoose(resident.id)}>
        {t('mail.placeNew')}
      </Button>
    </div>
  );
}
