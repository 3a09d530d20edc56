import { Ban, Check, CircleX, ListEnd, type LucideIcon, Ticket, Undo2, UserCheck, UserX } from 'lucide-react';
import type { BookingAction, BookingRow } from '../../bridge/bindings';

/** The picture of each action (R2). */
export const stepIcons: Record<BookingAction, LucideIcon> = {
  approve: Check,
  offer_place: Ticket,
  check_in: UserCheck,
  undo_check_in: Undo2,
  mark_no_show: UserX,
  waitlist: ListEnd,
  decline: CircleX,
  cancel: Ban,
};

/** Those that end the booking: they take a reason, which goes to the resident (R2). */
export type EndingAction = 'decline' | 'cancel';

export const isEnding = (action: BookingAction): action is EndingAction =>
  action === 'decline' || action === 'cancel';

const MOST_LIKELY: readonly BookingAction[] = ['approve', 'offer_place', 'check_in'];

/** The action that stands beside the conversation in the panel; nothing where the status allows none (R2). */
export function nextStep(row: BookingRow): BookingAction | null {
  return MOST_LIKELY.find((action) => row.actions.includes(action)) ?? null;
}

/** What takes an action back, where something leads exactly to where the booking was. */
export function inverse(row: BookingRow, action: BookingAction): BookingAction | null {
  if (action === 'check_in' && row.status === 'confirmed') return 'undo_check_in';
  if (action === 'undo_check_in') return 'check_in';
  return null;
}
