import type { Delivery, EntryKind, EntryView, Language, ThreadHead } from '../../bridge/bindings';
import type { Format } from '../../i18n/format';
import { firstName } from '../../i18n/people';
import type { Translate } from '../../i18n/translate';

/** *Thu 26 Nov, 19:00*: a point in time with its day. */
export function moment(format: Format, at: string, now: Date): string {
  const zone = format.zoneName(at);
  return `${format.tile(at).weekday} ${format.day(at, now)}, ${format.time(at)}${zone === '' ? '' : ` ${zone}`}`;
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
export function deliveryWords(t: Translate, format: Format, delivery: Delivery): string {
  switch (delivery.stands) {
    case 'waiting_for_mailbox':
      return t('conversations.waitingForMailbox');
    case 'waiting_for_address':
      return t('conversations.waitingForAddress');
    case 'waiting_for_welcome':
      return t('mail.delivery_welcome');
    case 'waiting_for_line':
      return t('mail.delivery_line');
    case 'waiting_for_settings':
      return t('mail.delivery_settings');
    case 'waiting_for_limit':
      return t('mail.delivery_limit');
    case 'waiting_for_turn':
      return t('mail.delivery_turn');
    case 'trying_again':
      return t('mail.delivery_again', { time: format.clock(delivery.at) });
    case 'held':
      return t('mail.delivery_held');
    case 'sending':
      return t('mail.delivery_sending');
    case 'sent':
      return t('conversations.sent');
    case 'delayed':
      return t('mail.delivery_delayed');
    case 'delivered':
      return t('mail.delivery_delivered');
    case 'not_delivered':
      return t(`mail.why_${delivery.why}`);
    case 'may_have_been_sent':
      return t('mail.delivery_maybe');
    case 'taken_back':
      return t('mail.delivery_taken_back');
  }
}

/** Whether a message has reached the mail server; what has not is drawn as an outline. */
export function hasGone(delivery: Delivery): boolean {
  return ['sent', 'delayed', 'delivered'].includes(delivery.stands);
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
    case 'delivery_report':
      return t('mail.notArrived', { name: resident });
    default:
      return entry.text;
  }
}
