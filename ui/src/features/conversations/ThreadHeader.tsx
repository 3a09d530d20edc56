import {
  ArrowLeft,
  CalendarCheck,
  CalendarPlus,
  CircleCheck,
  Lock,
  Reply,
  RotateCcw,
  User,
} from 'lucide-react';
import { memo, useState } from 'react';
import type { DraftKind, ThreadHead } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import { type MenuAction, MoreActions } from '../../components/Menu';
import { useOpenPanel, useOpenSection } from '../../components/navigation';
import { useOffered } from '../../components/offered';
import { Pill } from '../../components/Pill';
import { useMe } from '../../components/session';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { MoveConversation } from './MoveConversation';
import styles from './ThreadHeader.module.css';
import { useTranscript } from './useTranscript';
import { headLine } from './words';

interface ThreadHeaderProps {
  head: ThreadHead;
  /** Closes it, or reopens it. */
  onSettle: () => void;
  onWrite: (kind: DraftKind) => void;
}

/** What the conversation is about and with whom, and what can be done with it (R22). */
export const ThreadHeader = memo(function ThreadHeader({ head, onSettle, onWrite }: ThreadHeaderProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const openPanel = useOpenPanel();
  const openSection = useOpenSection();
  const line = headLine(t, format, head, now);
  const { booking } = head;
  const isOpen = head.state === 'open';
  const isBooking = head.label === 'event_booking';
  const seesBookings = useMe().permissions.event_bookings !== 'none';
  const [isMoving, setMoving] = useState(false);
  const move = isBooking || !seesBookings ? null : () => setMoving(true);
  const settleWords = isOpen ? t('conversations.close') : t('conversations.reopen');
  const SettleIcon = isOpen ? CircleCheck : RotateCcw;

  const writing: MenuAction[] = [
    ...(isOpen
      ? [
          {
            id: 'reply',
            label: t('conversations.replyTo', { name: firstName(head.resident) }),
            icon: Reply,
            keys: 'R',
            onAction: () => onWrite('message'),
          },
        ]
      : []),
    {
      id: 'note',
      label: t('conversations.noteAction'),
      icon: Lock,
      keys: 'N',
      onAction: () => onWrite('note'),
    },
  ];
  const ways: MenuAction[] = [
    ...(booking === null
      ? []
      : [
          {
            id: 'booking',
            label: t('conversations.viewBooking'),
            icon: CalendarCheck,
            onAction: () => openPanel('booking', booking),
          },
        ]),
    ...(move === null
      ? []
      : [{ id: 'move', label: t('conversations.moveToBooking'), icon: CalendarPlus, onAction: move }]),
    {
      id: 'resident',
      label: t('conversations.viewResident'),
      icon: User,
      onAction: () => openPanel('resident', head.resident_id),
    },
  ];
  const settling: MenuAction[] = [
    { id: 'settle', label: settleWords, icon: SettleIcon, keys: 'E', onAction: onSettle },
  ];

  const transcript = useTranscript(head);

  useOffered([...writing, ...settling, ...ways, ...transcript]);

  return (
    <header className={styles.header}>
      <IconButton
        icon={ArrowLeft}
        label={t('conversations.backToList')}
        className={styles.back ?? ''}
        onPress={() => openSection('/conversations')}
      />
      <Avatar name={head.resident} size="large" />
      <div className={styles.names}>
        <div className={styles.first}>
          <h2 className={styles.name}>{head.resident}</h2>
          <Pill tone={isBooking ? 'info' : 'neutral'}>
            {isBooking ? t('conversations.labelBooking') : t('conversations.labelResident')}
          </Pill>
          {!isOpen && <Pill tone="neutral">{t('conversations.stateClosed')}</Pill>}
        </div>
        <div className={styles.line} title={line}>
          {line}
        </div>
      </div>
      <div className={styles.actions}>
        {booking !== null && (
          <Button icon={CalendarCheck} onPress={() => openPanel('booking', booking)}>
            {t('conversations.viewBooking')}
          </Button>
        )}
        {move !== null && (
          <Button icon={CalendarPlus} onPress={move}>
            {t('conversations.moveToBooking')}
          </Button>
        )}
        <Button icon={SettleIcon} onPress={onSettle}>
          {settleWords}
        </Button>
        <MoreActions of={head.resident} groups={[writing, ways, transcript, settling]} variant="secondary" />
      </div>
      {isMoving && <MoveConversation head={head} onClose={() => setMoving(false)} />}
    </header>
  );
});
