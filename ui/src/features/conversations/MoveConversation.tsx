import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type BookingRow, commands, type ResidentPanel, type ThreadHead } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { useOpenConversation } from '../../components/navigation';
import { ProblemState } from '../../components/ProblemState';
import { RadioGroup } from '../../components/RadioGroup';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { draftsSaved } from './draftKeeper';

interface MoveConversationProps {
  head: ThreadHead;
  onClose: () => void;
}

/** R83: a resident's conversation becomes that of one of their bookings, or joins the one that the booking has. */
export function MoveConversation({ head, onClose }: MoveConversationProps) {
  const t = useT();
  const open = useOpenConversation();
  const [chosen, setChosen] = useState<string | null>(null);
  const panel = useQuery({
    queryKey: [part.residents, 'one', head.resident_id],
    queryFn: () => call(commands.openResident(head.resident_id)),
  });
  const bookings = (panel.data?.bookings ?? []).filter(takesIt);
  // The one there is needs no choice.
  const only = bookings.length === 1 ? (bookings[0]?.id ?? null) : null;
  const to = chosen ?? only;
  const move = useMutation({
    mutationFn: async (booking: string) => {
      await draftsSaved(head.id);
      return call(commands.moveConversation(head.id, booking));
    },
    onSuccess: (conversation) => {
      toasts.done(t('conversations.movedDone'));
      onClose();
      if (conversation !== head.id) open(conversation, { replace: true });
    },
  });
  return (
    <Dialog
      isOpen
      title={t('conversations.moveTitle')}
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
            {t('conversations.moveDo')}
          </Button>
        </>
      }
    >
      {panel.data !== undefined ? (
        <Bookings bookings={bookings} resident={panel.data} value={to} onChange={setChosen} />
      ) : panel.isError ? (
        <ProblemState error={panel.error} onRetry={() => void panel.refetch()} />
      ) : (
        <Skeleton rows={2} />
      )}
      {move.error !== null && <p role="alert">{problemWords(t, problemOf(move.error))}</p>}
    </Dialog>
  );
}

interface BookingsProps {
  bookings: BookingRow[];
  resident: ResidentPanel;
  value: string | null;
  onChange: (booking: string) => void;
}

function Bookings({ bookings, resident, value, onChange }: BookingsProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (bookings.length === 0) {
    return <p>{t('conversations.moveNowhere', { name: resident.row.name })}</p>;
  }
  const choices = bookings.map((booking) => {
    const event = resident.events.find(({ id }) => id === booking.event_id);
    const when = event && format.when(event.starts_at, event.ends_at, now, event.all_day);
    return {
      value: booking.id,
      label: [event?.title, when, booking.reference].filter(Boolean).join(' · '),
      description:
        booking.conversation.offer === 'view' ? t('conversations.moveJoins') : t('conversations.moveBecomes'),
    };
  });
  return (
    <RadioGroup
      label={t('conversations.moveTo', { name: resident.row.name })}
      value={value}
      onChange={onChange}
      choices={choices}
    />
  );
}

/** R11: who may not start a conversation may only join one. */
function takesIt({ conversation }: BookingRow): boolean {
  return conversation.offer !== 'nothing';
}
