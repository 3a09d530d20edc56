import {
  Ban,
  CalendarClock,
  Check,
  CircleCheck,
  CircleX,
  Clock,
  Hourglass,
  Lock,
  type LucideIcon,
  MessageCircle,
  Phone,
  RotateCcw,
  Ticket,
  Undo2,
  UserCheck,
  UserX,
} from 'lucide-react';
import type { Delivery, EntryKind, EntryView } from '../../bridge/bindings';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Entry.module.css';
import { isWritten } from './feedItems';
import { deliveryWords, firstName, happeningWords } from './words';

interface EntryProps {
  entry: EntryView;
  /** What stands before it. */
  before: EntryKind | null;
  resident: string;
}

/** One entry of a thread: words of somebody, or something that happened. */
export function Entry({ entry, before, resident }: EntryProps) {
  return isWritten(entry.entry_kind) ? (
    <Written entry={entry} />
  ) : (
    <Happened entry={entry} before={before} resident={resident} />
  );
}

const LOOK: Partial<Record<EntryKind, 'out' | 'in' | 'note' | 'said'>> = {
  message_out: 'out',
  message_in: 'in',
  note: 'note',
  said_at_desk: 'said',
  said_by_phone: 'said',
};

function Written({ entry }: { entry: EntryView }) {
  const look = LOOK[entry.entry_kind];
  return (
    <article
      className={styles.written}
      data-look={look}
      data-waiting={(entry.delivery !== null && entry.delivery !== 'sent') || undefined}
    >
      {/* Whatever somebody wrote is shown as text, never as anything else. */}
      <p className={styles.text} dir="auto">
        {entry.text}
      </p>
      <Under entry={entry} />
    </article>
  );
}

/** Who, when, and how it stands (R23); what kind it is where that is not a message (R24, R33). */
function Under({ entry }: { entry: EntryView }) {
  const t = useT();
  const kind = entry.entry_kind;
  const isSaid = kind === 'said_at_desk' || kind === 'said_by_phone';
  return (
    <footer className={styles.under}>
      {kind === 'note' && <Marked icon={Lock} words={t('conversations.noteForStaff')} />}
      {kind === 'said_at_desk' && <Marked icon={MessageCircle} words={t('conversations.saidAtDesk')} />}
      {kind === 'said_by_phone' && <Marked icon={Phone} words={t('conversations.saidByPhone')} />}
      <span>
        {isSaid
          ? t('conversations.writtenDownBy', { name: entry.by })
          : kind === 'message_in'
            ? firstName(entry.by)
            : entry.by}
      </span>
      <At at={entry.at} />
      {entry.delivery !== null && (
        <Marked icon={DELIVERY_ICON[entry.delivery]} words={deliveryWords(t, entry.delivery)} />
      )}
    </footer>
  );
}

const DELIVERY_ICON: Record<Delivery, LucideIcon> = {
  waiting_for_mailbox: Clock,
  waiting_for_address: Clock,
  sent: Check,
};

function Marked({ icon: Icon, words }: { icon: LucideIcon; words: string }) {
  return (
    <span className={styles.marked}>
      <Icon aria-hidden size="0.875rem" strokeWidth={1.75} />
      {words}
    </span>
  );
}

function At({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.full(at)}>
      {format.clock(at)}
    </time>
  );
}

const HAPPENED_ICON: Partial<Record<EntryKind, LucideIcon>> = {
  closed: CircleCheck,
  reopened: RotateCcw,
  booking_approved: Check,
  booking_declined: Ban,
  booking_waitlisted: Hourglass,
  place_offered: Ticket,
  booking_checked_in: UserCheck,
  check_in_undone: Undo2,
  booking_no_show: UserX,
  booking_cancelled: CircleX,
  event_moved: CalendarClock,
};

/** A line in the middle: closed, reopened, what became of the booking (R25, R27). */
function Happened({ entry, before, resident }: EntryProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const Icon = HAPPENED_ICON[entry.entry_kind] ?? Clock;
  return (
    <article className={styles.happened}>
      <p className={styles.what}>
        <Icon aria-hidden size="0.9375rem" strokeWidth={1.75} />
        <span>
          {happeningWords(t, entry, { format, now, resident, before })}
          {' · '}
          <At at={entry.at} />
        </span>
      </p>
      {entry.text !== '' && (
        <div className={styles.reason}>
          <p className={styles.text} dir="auto">
            {entry.text}
          </p>
          <p className={styles.under}>{t('conversations.reasonNotSent')}</p>
        </div>
      )}
    </article>
  );
}
