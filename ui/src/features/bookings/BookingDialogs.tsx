import type { BookingAction, BookingRow } from '../../bridge/bindings';
import type { Booked } from './bookingQueries';
import { EditDialog } from './EditDialog';
import { EmailDialog } from './EmailDialog';
import { NoRoomDialog } from './NoRoomDialog';
import { PaymentDialog } from './PaymentDialog';
import { ReasonDialog } from './ReasonDialog';
import type { EndingAction } from './steps';

/** What a person is asked before something about a booking goes on. */
export type Asked = Booked &
  (
    | { what: 'reason'; action: EndingAction }
    | { what: 'room'; placesLeft: number }
    | { what: 'edit' }
    | { what: 'payment' }
    | { what: 'email' }
  );

interface BookingDialogsProps {
  asked: Asked;
  onClose: () => void;
  onAsk: (asked: Asked) => void;
  onAct: (booked: Booked, action: BookingAction) => void;
  /** The resident can be written to now (R15). */
  onEmail: (row: BookingRow) => void;
}

/** The dialog that is open over a booking. */
export function BookingDialogs({ asked, onClose, onAsk, onAct, onEmail }: BookingDialogsProps) {
  const booked = { row: asked.row, event: asked.event };
  switch (asked.what) {
    case 'reason':
      return <ReasonDialog {...booked} action={asked.action} onClose={onClose} />;
    case 'room':
      return (
        <NoRoomDialog
          {...booked}
          placesLeft={asked.placesLeft}
          onClose={onClose}
          onEdit={() => onAsk({ what: 'edit', ...booked })}
          onWaitlist={() => {
            onClose();
            onAct(booked, 'waitlist');
          }}
        />
      );
    case 'edit':
      return <EditDialog {...booked} onClose={onClose} />;
    case 'payment':
      return <PaymentDialog {...booked} onClose={onClose} />;
    case 'email':
      return <EmailDialog {...booked} onClose={onClose} onAdded={() => onEmail(asked.row)} />;
  }
}
