import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type BookingRow, commands, type ResidentRow } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { ComboBox } from '../../components/ComboBox';
import { Dialog } from '../../components/Dialog';
import { LinkButton } from '../../components/LinkButton';
import { useOpenConversation } from '../../components/navigation';
import { RadioGroup } from '../../components/RadioGroup';
import { toasts } from '../../components/toasts';
import { useResidentChoices } from '../../components/useResidentChoices';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Entry.module.css';

/** Leads to the other conversations; in sight where the pointer or the focus is. */
export function MoveLink({ entry }: { entry: string }) {
  const t = useT();
  const [isMoving, setMoving] = useState(false);
  return (
    <span className={styles.move}>
      <LinkButton onPress={() => setMoving(true)}>{t('mail.move')}</LinkButton>
      {isMoving && <MoveMail entry={entry} onClose={() => setMoving(false)} />}
    </span>
  );
}

/** R83: a mail that stands in the wrong conversation is moved into that of another booking. */
function MoveMail({ entry, onClose }: { entry: string; onClose: () => void }) {
  const t = useT();
  const open = useOpenConversation();
  const [resident, setResident] = useState<ResidentRow | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const { residents, setSearch } = useResidentChoices(resident);
  const move = useMutation({
    mutationFn: (conversation: string) => call(commands.moveMail(entry, conversation)),
    onSuccess: (_, conversation) => {
      toasts.done(t('mail.moved'));
      onClose();
      open(conversation);
    },
  });
  return (
    <Dialog
      isOpen
      title={t('mail.moveTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={to === null}
            isPending={move.isPending}
            onPress={() => to !== null && move.mutate(to)}
          >
            {t('mail.moveDo')}
          </Button>
        </>
      }
    >
      <ComboBox
        label={t('mail.placeResident')}
        placeholder={t('bookings.chooseResident')}
        value={resident?.id ?? null}
        onChange={(id) => {
          setResident(residents.find((one) => one.id === id) ?? null);
          setTo(null);
        }}
        onSearch={setSearch}
        choices={residents.map((one) => ({
          value: one.id,
          label: one.name,
          hint: t('bookings.suite', { suite: one.suite }),
        }))}
      />
      {resident !== null && <Targets resident={resident.id} value={to} onChange={setTo} />}
      {move.error !== null && <p role="alert">{problemWords(t, problemOf(move.error))}</p>}
    </Dialog>
  );
}

/** The conversations about a resident's bookings. */
function Targets({
  resident,
  value,
  onChange,
}: {
  resident: string;
  value: string | null;
  onChange: (conversation: string) => void;
}) {
  const t = useT();
  const panel = useQuery({
    queryKey: [part.residents, 'panel', resident],
    queryFn: () => call(commands.openResident(resident)),
  });
  if (panel.error !== null) return <p role="alert">{problemWords(t, problemOf(panel.error))}</p>;
  if (!panel.data) return null;
  const { bookings, events } = panel.data;
  const choices = bookings.flatMap((booking) => {
    const conversation = conversationOf(booking);
    const title = events.find(({ id }) => id === booking.event_id)?.title ?? '';
    return conversation === null ? [] : [{ value: conversation, label: `${title} · ${booking.reference}` }];
  });
  if (choices.length === 0) return <p>{t('mail.moveNowhere')}</p>;
  return <RadioGroup label={t('mail.moveTo')} value={value} onChange={onChange} choices={choices} />;
}

function conversationOf({ conversation }: BookingRow): string | null {
  return conversation.offer === 'view' ? conversation.id : null;
}
