import { type FormEvent, useId, useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { useMe } from '../../components/session';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Bookings.module.css';
import type { Booked } from './bookingQueries';

interface EmailDialogProps extends Booked {
  onClose: () => void;
  onAdded: () => void;
}

/** R15: there is no email address; whoever manages residents adds one here and goes on. */
export function EmailDialog({ row, onClose, onAdded }: EmailDialogProps) {
  const t = useT();
  const formId = useId();
  const mayAdd = useMe().permissions.residents === 'manage';
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [isPending, setPending] = useState(false);
  const isOfField = problem?.kind === 'invalid' && problem.field === 'email';

  const submit = async (form: FormEvent) => {
    form.preventDefault();
    if (email.trim() === '') return setProblem({ kind: 'invalid', field: 'email', fault: 'missing' });
    setPending(true);
    try {
      // The whole form is saved: the rest of it stays as it is now, not as it was when this was opened.
      const { row: resident, notes } = await call(commands.openResident(row.resident_id));
      const { id, name, suite, phone, language } = resident;
      await call(commands.saveResident({ id, name, suite, phone, language, notes, email: email.trim() }));
      onAdded();
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bookings.noEmailTitle', { resident: row.resident })}
      size="small"
      actions={
        mayAdd ? (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" isPending={isPending}>
              {t('bookings.addAndContinue')}
            </Button>
          </>
        ) : (
          <Button autoFocus onPress={onClose}>
            {t('common.close')}
          </Button>
        )
      }
    >
      <form id={formId} className={styles.form} noValidate onSubmit={(form) => void submit(form)}>
        <p>{t('bookings.noEmailWords')}</p>
        {mayAdd ? (
          <TextField
            label={t('bookings.emailAddress')}
            type="email"
            autoComplete="off"
            autoFocus
            value={email}
            onChange={(next) => {
              setEmail(next);
              setProblem(null);
            }}
            {...(isOfField ? { error: problemWords(t, problem) } : {})}
          />
        ) : (
          <p>{t('bookings.noEmailAsk')}</p>
        )}
        {problem !== null && !isOfField && (
          <Banner tone="danger" shape="box">
            {problemWords(t, problem)}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
