import type {
  ConversationRow,
  Delivery,
  EntryKind,
  EntryView,
  Language,
  ThreadHead,
} from '../../bridge/bindings';
import type { Format } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';

/** The name by which people call somebody: *Ana* of *Ana Moreau*. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** *Thu 26 Nov, 19:00*: a point in time with its day. */
export function moment(format: Format, at: string, now: Date): string {
  const zone = format.zoneName(at);
  return `${format.tile(at).weekday} ${format.day(at, now)}, ${format.time(at)}${zone === '' ? '' : ` ${zone}`}`;
}

/** The last words of a conversation, and whose they are (R40). */
export function lastWords(t: Translate, { words, words_by: by }: ConversationRow): string {
  if (by.who === 'resident') return words;
  switch (by.entry_kind) {
    case 'note':
      return by.who === 'me'
        ? t('conversations.wordsNoteMine', { words })
        : t('conversations.wordsNote', { name: firstName(by.name), words });
    case 'said_at_desk':
      return t('conversations.wordsDesk', { words });
    case 'said_by_phone':
      return t('conversations.wordsPhone', { words });
    default:
      return by.who === 'me'
        ? t('conversations.wordsMine', { words })
        : t('conversations.wordsColleague', { name: firstName(by.name), words });
  }
}

/** What stands under the resident's name: the event, its time, the suite (R22). */
export function headLine(t: Translate, format: Format, head: ThreadHead, now: Date): string {
  return [
    head.event ?? (head.label === 'resident' ? t('conversations.noBooking') : ''),
    head.event_starts_at === null ? '' : moment(format, head.event_starts_at, now),
    head.suite === '' ? '' : t('conversations.suite', { suite: head.suite }),
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

/** How a message stands, in words (R23). */
export function deliveryWords(t: Translate, delivery: Delivery): string {
  switch (delivery) {
    case 'waiting_for_mailbox':
      return t('conversations.waitingForMailbox');
    case 'waiting_for_address':
      return t('conversations.waitingForAddress');
    case 'sent':
      return t('conversations.sent');
  }
}

/** In which language the resident writes. */
export function writesIn(t: Translate, name: string, language: Language): string {
  return language === 'fr'
    ? t('conversations.writesInFrench', { name })
    : t('conversations.writesInEnglish', { name });
}

interface Happening {
  format: Format;
  now: Date;
  resident: string;
  /** What stands before it in the thread. */
  before: EntryKind | null;
}

/** Says what happened and who did it (R25, R27). */
export function happeningWords(t: Translate, entry: EntryView, { format, now, resident, before }: Happening) {
  const name = entry.by;
  switch (entry.entry_kind) {
    case 'closed':
      return t('conversations.closedBy', { name });
    case 'reopened':
      return name === resident && before === 'message_in'
        ? t('conversations.reopenedByReply', { name: firstName(name) })
        : t('conversations.reopenedBy', { name });
    case 'booking_approved':
      return t('conversations.bookingApproved', { name });
    case 'booking_declined':
      return t('conversations.bookingDeclined', { name });
    case 'booking_waitlisted':
      return t('conversations.bookingWaitlisted', { name });
    case 'place_offered':
      return t('conversations.placeOffered', { name });
    case 'booking_checked_in':
      return t('conversations.bookingCheckedIn', { name });
    case 'check_in_undone':
      return t('conversations.checkInUndone', { name });
    case 'booking_no_show':
      return t('conversations.bookingNoShow', { name });
    case 'booking_cancelled':
      return t('conversations.bookingCancelled', { name });
    case 'event_moved':
      return entry.earlier_start === null
        ? t('conversations.eventMoved', { name })
        : t('conversations.eventMovedFrom', { name, when: moment(format, entry.earlier_start, now) });
    default:
      return entry.text;
  }
}
