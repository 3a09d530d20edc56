import { type FormEvent, useId, useState } from 'react';
import { type BookingPanel, commands } from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { NumberField } from '../../components/NumberField';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { TextArea } from '../../components/TextArea';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { problemWords } from '../../i18n/problemWords';
import styles from './Bookings.module.css';
import { type Booked, useBooking } from './bookingQueries';
import { partyFault } from './partyFault';

interface EditDialogProps extends Booked {
  onClose: () => void;
}

/** R2: changes the party and the note of a booking. */
export function EditDialog({ row, onClose }: EditDialogProps) {
  const t = useT();
  const formId = useId();
  const [isPending, setPending] = useState(false);
  const { data, error, refetch } = useBooking(row.id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bookings.editTitle', { resident: row.resident })}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={isPending}
            isDisabled={data === undefined}
          >
            {t('common.save')}
          </Button>
        </>
      }
    >
      {data !== undefined ? (
        <EditForm id={formId} panel={data} onPending={setPending} onDone={onClose} />
      ) : error !== null ? (
        <ProblemState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={2} />
      )}
    </Dialog>
  );
}

interface EditFormProps {
  id: string;
  panel: BookingPanel;
  onPending: (isPending: boolean) => void;
  onDone: () => void;
}

function EditForm({ id, panel, onPending, onDone }: EditFormProps) {
  const t = useT();
  const [party, setParty] = useState(panel.row.party);
  const [note, setNote] = useState(panel.note);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const fault = partyFault(t, problem);

  const submit = async (form: FormEvent) => {
    form.preventDefault();
    onPending(true);
    try {
      await call(
        commands.editBooking({ booking: panel.row.id, party: Number.isFinite(party) ? party : 0, note }),
      );
      toasts.done(t('bookings.done_edit'));
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      onPending(false);
    }
  };

  const resident = firstName(panel.row.resident);
  return (
    <form id={id} className={styles.form} noValidate onSubmit={(form) => void submit(form)}>
      <NumberField
        label={t('bookings.party')}
        description={
          panel.event.guests_allowed ? t('bookings.partyHelp', { resident }) : t('bookings.partyAlone')
        }
        value={party}
        onChange={(next) => {
          setParty(next);
          setProblem(null);
        }}
        minValue={1}
        autoFocus
        error={fault}
      />
      <TextArea
        label={t('bookings.note')}
        description={t('bookings.noteHelp')}
        optional
        value={note}
        onChange={setNote}
        rows={3}
      />
      {problem !== null && fault === undefined && (
        <Banner tone="danger" shape="box">
          {problemWords(t, problem)}
        </Banner>
      )}
    </form>
  );
}
