import { useState } from 'react';
import { type BookingStatus, commands, type EventHead, type ResidentRow } from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';

interface Written {
  event: EventHead | null;
  resident: ResidentRow | null;
  party: number;
  /** R3, R8: a new booking is one of these. */
  status: Extract<BookingStatus, 'pending' | 'confirmed' | 'waitlisted'>;
  note: string;
}

/** What has been written so far, and what the core said to it. */
export interface NewBookingForm extends Written {
  change: (changed: Partial<Written>) => void;
  save: (status?: Written['status']) => Promise<void>;
  /** Saving was tried without an event or a resident. */
  isIncomplete: boolean;
  isPending: boolean;
  problem: Trouble | null;
}

/** R8: a booking as it is written down by hand. */
export function useNewBooking(onAdded: (id: string) => void): NewBookingForm {
  const t = useT();
  const [written, setWritten] = useState<Written>({
    event: null,
    resident: null,
    party: 1,
    status: 'confirmed',
    note: '',
  });
  const [isIncomplete, setIncomplete] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);

  const change = (changed: Partial<Written>) => {
    setProblem(null);
    setWritten((before) => ({ ...before, ...changed }));
  };
  const save = async (status = written.status) => {
    const { event, resident, party, note } = written;
    setIncomplete(event === null || resident === null);
    if (event === null || resident === null) return;
    setPending(true);
    try {
      const id = await call(
        commands.createBooking({
          event: event.id,
          resident: resident.id,
          party: Number.isFinite(party) ? party : 0,
          status,
          note,
        }),
      );
      toasts.done(t('bookings.done_create', { resident: resident.name }));
      onAdded(id);
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };
  return { ...written, change, save, isIncomplete, isPending, problem };
}
