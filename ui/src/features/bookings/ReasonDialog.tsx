import { type FormEvent, useId, useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { TextArea } from '../../components/TextArea';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { problemWords } from '../../i18n/problemWords';
import styles from './Bookings.module.css';
import { type Booked, useBooking } from './bookingQueries';
import type { EndingAction } from './steps';

interface ReasonDialogProps extends Booked {
  action: EndingAction;
  onClose: () => void;
}

/** R2: what declining or cancelling does and to whom, with the reason that goes to the resident. */
export function ReasonDialog({ row, event, action, onClose }: ReasonDialogProps) {
  const t = useT();
  const formId = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [isPending, setPending] = useState(false);
  const fate = useFateWords(row.id, firstName(row.resident));
  const resident = row.resident;
  const takesPlaces = row.status === 'confirmed' || row.status === 'checked_in';

  const write = (words: string) => {
    setReason(words);
    setProblem(null);
  };
  const submit = async (form: FormEvent) => {
    form.preventDefault();
    if (reason.trim() === '') return setProblem({ kind: 'reason_missing' });
    setPending(true);
    try {
      const done = await call(commands.stepBooking({ booking: row.id, action, reason }));
      const kept = done.reason === 'message' ? 'message' : 'entry';
      toasts.done(t(`bookings.done_${action}_${kept}`, { resident }));
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`bookings.${action}Title`, { resident })}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('bookings.keepBooking')}</Button>
          <Button type="submit" form={formId} variant="danger" isPending={isPending}>
            {t(`bookings.${action}`)}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} noValidate onSubmit={(form) => void submit(form)}>
        <p>
          {t(`bookings.${action}Words`, { resident, event: event.title })}{' '}
          {takesPlaces && t('bookings.placesFree', { count: row.party })}
        </p>
        <TextArea
          label={t('bookings.reason')}
          value={reason}
          onChange={write}
          rows={3}
          autoFocus
          {...(fate === null ? {} : { description: fate })}
          {...(problem?.kind === 'reason_missing' ? { error: problemWords(t, problem) } : {})}
        />
        {problem !== null && problem.kind !== 'reason_missing' && (
          <Banner tone="danger" shape="box">
            {problemWords(t, problem)}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

/** R2: where the reason will go; nothing while that is not known yet. */
function useFateWords(id: string, resident: string): string | null {
  const t = useT();
  const { data } = useBooking(id);
  if (data === undefined) return null;
  if (data.resident.email === '') return t('bookings.reasonKept', { resident });
  return data.row.conversation.offer === 'view'
    ? t('bookings.reasonToResident', { resident })
    : t('bookings.reasonStartsConversation', { resident });
}
