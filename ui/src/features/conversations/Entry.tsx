import {
  Ban,
  CalendarClock,
  Check,
  CheckCheck,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Hourglass,
  Lock,
  type LucideIcon,
  MessageCircle,
  Phone,
  RotateCcw,
  Ticket,
  TriangleAlert,
  Undo2,
  UserCheck,
  UserX,
} from 'lucide-react';
import type { Delivery, EntryKind, EntryView } from '../../bridge/bindings';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { SentFile } from './Attached';
import { CameByMail } from './CameByMail';
import { Decide } from './Decide';
import styles from './Entry.module.css';
import { isWritten } from './feedItems';
import { MoveLink } from './MoveMail';
import { deliveryWords, happeningWords, hasGone } from './words';

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
  automatic_reply: 'in',
  sent_elsewhere: 'out',
};

function Written({ entry }: { entry: EntryView }) {
  const look = LOOK[entry.entry_kind];
  return (
    <article
      className={styles.written}
      data-look={look}
      data-waiting={(entry.delivery !== null && !hasGone(entry.delivery)) || undefined}
      data-struck={entry.delivery?.stands === 'taken_back' || undefined}
    >
      {entry.entry_kind === 'automatic_reply' ? (
        <Folded entry={entry} />
      ) : (
        // Whatever somebody wrote is shown as text, never as anything else.
        <p className={styles.text} dir="auto">
          {entry.text}
        </p>
      )}
      {entry.mail !== null && <CameByMail mail={entry.mail} />}
      {entry.files.length > 0 && (
        <div className={styles.came}>
          {entry.files.map((file) => (
            <SentFile key={file.id} file={file} />
          ))}
        </div>
      )}
      <Under entry={entry} />
      {entry.delivery !== null && <Decide entry={entry} delivery={entry.delivery} />}
    </article>
  );
}

/** R26: what a machine answered in the resident's name is there, folded. */
function Folded({ entry }: { entry: EntryView }) {
  const t = useT();
  return (
    <details className={styles.folded}>
      <summary>{t('mail.automaticReply', { name: firstName(entry.by) })}</summary>
      <p className={styles.text} dir="auto">
        {entry.text}
      </p>
    </details>
  );
}

/** Who, when, and how it stands (R23); what kind it is where that is not a message (R24, R33). */
function Under({ entry }: { entry: EntryView }) {
  const t = useT();
  const kind = entry.entry_kind;
  const format = useFormat();
  const isSaid = kind === 'said_at_desk' || kind === 'said_by_phone';
  return (
    <footer className={styles.under}>
      {kind === 'note' && <Marked icon={Lock} words={t('conversations.noteForStaff')} />}
      {kind === 'said_at_desk' && <Marked icon={MessageCircle} words={t('conversations.saidAtDesk')} />}
      {kind === 'said_by_phone' && <Marked icon={Phone} words={t('conversations.saidByPhone')} />}
      <span>
        {isSaid
          ? t('conversations.writtenDownBy', { name: entry.by })
          : kind === 'sent_elsewhere'
            ? t('mail.sentElsewhere')
            : kind === 'message_in' || kind === 'automatic_reply'
              ? firstName(entry.by)
              : entry.by}
      </span>
      <At at={entry.at} />
      {entry.delivery !== null && (
        <Marked
          icon={DELIVERY_ICON[entry.delivery.stands]}
          words={deliveryWords(t, format, entry.delivery)}
          tone={entry.delivery.stands === 'not_delivered' ? 'danger' : undefined}
        />
      )}
      {entry.mail !== null && <MoveLink entry={entry.id} />}
    </footer>
  );
}

const DELIVERY_ICON: Record<Delivery['stands'], LucideIcon> = {
  waiting_for_mailbox: Clock,
  waiting_for_address: Clock,
  waiting_for_welcome: TriangleAlert,
  waiting_for_line: Clock,
  waiting_for_settings: TriangleAlert,
  waiting_for_limit: Clock,
  waiting_for_turn: Clock,
  trying_again: Clock,
  held: TriangleAlert,
  sending: Clock,
  sent: Check,
  delayed: Clock,
  delivered: CheckCheck,
  not_delivered: TriangleAlert,
  may_have_been_sent: CircleHelp,
  taken_back: Undo2,
};

interface MarkedProps {
  icon: LucideIcon;
  words: string;
  tone?: 'danger' | undefined;
}

function Marked({ icon: Icon, words, tone }: MarkedProps) {
  return (
    <span className={styles.marked} data-tone={tone}>
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
  delivery_report: TriangleAlert,
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
      {entry.text !== '' && entry.entry_kind === 'delivery_report' && (
        <details className={styles.folded}>
          <summary>{t('mail.report')}</summary>
          <p className={styles.text} dir="auto">
            {entry.text}
          </p>
        </details>
      )}
      {entry.text !== '' && entry.entry_kind !== 'delivery_report' && (
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
