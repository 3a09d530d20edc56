import type { BookingStatus, Money, PaymentStatus } from '../bridge/bindings';
import { useFormat, useT } from '../i18n/LocaleProvider';
import { Pill, type Tone } from './Pill';

const statusTones: Record<BookingStatus, Tone> = {
  pending: 'info',
  confirmed: 'accent',
  waitlisted: 'warning',
  declined: 'danger',
  cancelled: 'danger',
  checked_in: 'neutral',
  no_show: 'neutral',
};

/** Where a booking stands (R2). */
export function StatusPill({ status }: { status: BookingStatus }) {
  const t = useT();
  return <Pill tone={statusTones[status]}>{t(`bookings.status_${status}`)}</Pill>;
}

interface PaymentPillProps {
  payment: PaymentStatus;
  amount: Money | null;
  /** The amount stands there for every payment, not only for what is owed. */
  full?: boolean;
}

/** How the payment stands (R4). In a list only what is owed names its amount. */
export function PaymentPill({ payment, amount, full = false }: PaymentPillProps) {
  const t = useT();
  const format = useFormat();
  const words = t(`bookings.payment_${payment}`);
  const named = amount !== null && (payment === 'unpaid' || (full && payment !== 'not_required'));
  return (
    <Pill tone={payment === 'unpaid' ? 'warning' : 'neutral'}>
      {named ? `${words} · ${format.money(amount)}` : words}
    </Pill>
  );
}
