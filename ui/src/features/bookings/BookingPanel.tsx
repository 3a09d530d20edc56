import { MessageSquarePlus, MessageSquareText } from 'lucide-react';
import { useCallback, useId, useState } from 'react';
import type { BookingPanel as Panel } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { MoreActions } from '../../components/Menu';
import { useOpenPanel } from '../../components/navigation';
import { ProblemState } from '../../components/ProblemState';
import { SidePanel } from '../../components/SidePanel';
import { Skeleton } from '../../components/Skeleton';
import { useT } from '../../i18n/LocaleProvider';
import { BookingFacts } from './BookingFacts';
import styles from './Bookings.module.css';
import { ofBooking } from './bookingDetails';
import { type Booked, useBooking } from './bookingQueries';
import { Composer } from './Composer';
import { nextStep, stepIcons } from './steps';
import { type BookingActions, useBookingDesk } from './useBookingDesk';

interface BookingPanelProps {
  id: string;
  /** The composer for the first message is open (R12). */
  compose: boolean;
  onClose: () => void;
}

/** The side panel of a booking (R5). */
export function BookingPanel({ id, compose, onClose }: BookingPanelProps) {
  const t = useT();
  const { data, error, refetch } = useBooking(id);
  const { desk, dialogs } = useBookingDesk();
  const [again, setAgain] = useState(0);
  if (data === undefined) {
    return (
      <SidePanel title={t('bookings.booking')} subject={id} onClose={onClose}>
        {error === null ? (
          <Skeleton rows={6} />
        ) : (
          <ProblemState error={error} onRetry={() => void refetch()} />
        )}
      </SidePanel>
    );
  }
  const { row } = data;
  return (
    <>
      <SidePanel
        leading={<Avatar name={row.resident} size="large" />}
        title={row.resident}
        subtitle={t('bookings.suiteAndReference', { suite: row.suite, reference: row.reference })}
        actions={
          <Actions panel={data} desk={desk} isWriting={compose} onConverse={() => setAgain(again + 1)} />
        }
        subject={id}
        onClose={onClose}
      >
        <FirstMessage key={id} panel={data} asked={compose ? again + 1 : 0} />
        <BookingFacts panel={data} onAddEmail={() => desk.askEmail(data)} />
      </SidePanel>
      {dialogs}
    </>
  );
}

interface ActionsProps {
  panel: Booked;
  desk: BookingActions;
  isWriting: boolean;
  onConverse: () => void;
}

/** The conversation, the most likely step, and everything else (R2, R11, R13). */
function Actions({ panel, desk, isWriting, onConverse }: ActionsProps) {
  const t = useT();
  const unreadId = useId();
  const { row, event } = panel;
  const booked = { row, event };
  const { conversation } = row;
  const step = nextStep(row);
  const unread = conversation.offer === 'view' ? conversation.unread : 0;
  return (
    <>
      {conversation.offer !== 'nothing' && (
        <Button
          variant={isWriting && conversation.offer === 'start' ? 'secondary' : 'primary'}
          icon={conversation.offer === 'view' ? MessageSquareText : MessageSquarePlus}
          dot={unread > 0}
          {...(unread > 0 ? { 'aria-describedby': unreadId } : {})}
          onPress={() => {
            onConverse();
            desk.converse(booked);
          }}
        >
          {conversation.offer === 'view' ? t('bookings.viewConversation') : t('bookings.startConversation')}
        </Button>
      )}
      {unread > 0 && (
        <span id={unreadId} className="visually-hidden">
          {t('common.unread', { count: unread })}
        </span>
      )}
      <span className={styles.besides}>
        {step !== null && (
          <Button icon={stepIcons[step]} onPress={() => desk.act(booked, step)}>
            {t(`bookings.${step}`)}
          </Button>
        )}
        <MoreActions of={ofBooking(t, row)} groups={desk.menu(booked)} variant="secondary" />
      </span>
    </>
  );
}

/**
 * The composer, where a conversation can be started: when it is asked for, and when there is a draft (R28).
 * Words stay in sight even if a colleague starts the conversation while they are written (R12).
 */
function FirstMessage({ panel, asked }: { panel: Panel; asked: number }) {
  const openPanel = useOpenPanel();
  const [isPutAway, setPutAway] = useState(false);
  const [hasWords, setWords] = useState(false);
  const onWords = useCallback((written: boolean) => setWords(written), []);
  const { offer } = panel.row.conversation;
  const isWanted = asked > 0 || (panel.draft !== '' && !isPutAway);
  const isOpen = isWanted && (offer === 'start' || (offer === 'view' && hasWords));
  if (!isOpen) return null;
  return (
    <Composer
      panel={panel}
      asked={asked}
      onWords={onWords}
      onPutAway={() => {
        setPutAway(true);
        openPanel('booking', panel.row.id);
      }}
    />
  );
}
