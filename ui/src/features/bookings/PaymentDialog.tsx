import { type FormEvent, useId, useState } from 'react';
import { commands, type PaymentStatus } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { PaymentPill } from '../../components/BookingPills';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { ProblemState } from '../../components/ProblemState';
import { RadioGroup } from '../../components/RadioGroup';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Bookings.module.css';
import { type Booked, useBooking } from './bookingQueries';

interface PaymentDialogProps extends Booked {
  onClose: () => void;
}

/** R4: records how the payment stands. */
export function PaymentDialog({ row, onClose }: PaymentDialogProps) {
  const t = useT();
  const formId = useId();
  const { data, error, refetch } = useBooking(row.id);
  const [chosen, setChosen] = useState<PaymentStatus | null>(null);
  const choices = data?.payments ?? [];
  const payment = chosen ?? choices[0] ?? null;
  const record = useRecord(row.id);

  const submit = (form: FormEvent) => {
    form.preventDefault();
    if (payment === null) return;
    onClose();
    void record(payment, data?.row.payment ?? row.payment);
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bookings.paymentTitle', { resident: row.resident })}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isDisabled={payment === null}>
            {t('bookings.record')}
          </Button>
        </>
      }
    >
      {error !== null && <ProblemState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={2} />}
      {data !== undefined && (
        <form id={formId} className={styles.form} noValidate onSubmit={submit}>
          <div>
            <PaymentPill payment={data.row.payment} amount={data.row.amount} full />
          </div>
          <RadioGroup
            label={t('bookings.payment')}
            description={t('bookings.paymentHelp')}
            value={payment}
            onChange={setChosen}
            choices={choices.map((value) => ({ value, label: t(`bookings.record_${value}`) }))}
          />
        </form>
      )}
    </Dialog>
  );
}

/** Records at once, with a way back: every payment that can be recorded can be taken back. */
function useRecord(id: string) {
  const t = useT();
  const record = async (payment: PaymentStatus, before: PaymentStatus | null): Promise<void> => {
    try {
      await call(commands.recordPayment(id, payment));
      toasts.done(
        t('bookings.done_payment', { payment: t(`bookings.payment_${payment}`) }),
        before === null ? undefined : () => void record(before, null),
      );
    } catch (error) {
      toasts.problem(problemWords(t, problemOf(error)));
    }
  };
  return record;
}
