import { type FormEvent, useId, useState } from 'react';
import { commands, type Field, type Language, type ResidentForm } from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { Select } from '../../components/Select';
import { useBuilding } from '../../components/session';
import { TextArea } from '../../components/TextArea';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Residents.module.css';

interface ResidentDialogProps {
  /** Who is changed; null for somebody new. */
  resident: (ResidentForm & { id: string }) | null;
  onClose: () => void;
  onSaved: (id: string) => void;
}

/** Writes a resident down by hand, or changes one (R8). */
export function ResidentDialog({ resident, onClose, onSaved }: ResidentDialogProps) {
  const t = useT();
  const formId = useId();
  const { language } = useBuilding();
  const [form, setForm] = useState<ResidentForm>(() =>
    resident === null
      ? { id: null, name: '', suite: '', email: '', phone: '', language, notes: '' }
      : fields(resident),
  );
  const [problem, setProblem] = useState<Trouble | null>(null);
  const [isPending, setPending] = useState(false);
  const set = (change: Partial<ResidentForm>) => {
    setProblem(null);
    setForm((before) => ({ ...before, ...change }));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const name = form.name.trim();
    if (name === '') return setProblem({ kind: 'invalid', field: 'name', fault: 'missing' });
    setPending(true);
    try {
      const id = await call(commands.saveResident({ ...form, name, email: form.email.trim() }));
      toasts.done(resident === null ? t('residents.added', { name }) : t('residents.saved', { name }));
      onSaved(id);
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };

  const wrong = (field: Field) =>
    problem?.kind === 'invalid' && problem.field === field ? { error: problemWords(t, problem) } : {};
  const isElsewhere =
    problem !== null &&
    !(problem.kind === 'invalid' && (problem.field === 'name' || problem.field === 'email'));

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={resident === null ? t('residents.newTitle') : t('residents.editTitle', { name: resident.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={isPending}>
            {resident === null ? t('residents.addResident') : t('common.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <div className={styles.whole}>
          <TextField
            label={t('residents.name')}
            autoFocus
            autoComplete="off"
            value={form.name}
            onChange={(name) => set({ name })}
            {...wrong('name')}
          />
        </div>
        <TextField
          label={t('residents.suite')}
          optional
          autoComplete="off"
          value={form.suite}
          onChange={(suite) => set({ suite })}
        />
        <Select<Language>
          label={t('residents.language')}
          value={form.language}
          onChange={(chosen) => set({ language: chosen })}
          choices={[
            { value: 'en', label: t('residents.english') },
            { value: 'fr', label: t('residents.french') },
          ]}
        />
        <TextField
          label={t('residents.email')}
          optional
          type="email"
          autoComplete="off"
          value={form.email}
          onChange={(email) => set({ email })}
          {...wrong('email')}
        />
        <TextField
          label={t('residents.phone')}
          optional
          type="tel"
          autoComplete="off"
          value={form.phone}
          onChange={(phone) => set({ phone })}
        />
        <div className={styles.whole}>
          <TextArea
            label={t('residents.notes')}
            description={t('residents.notesHint')}
            optional
            rows={3}
            value={form.notes}
            onChange={(notes) => set({ notes })}
          />
        </div>
        {isElsewhere && (
          <div className={styles.whole}>
            <Banner tone="danger" shape="box">
              {problemWords(t, problem)}
            </Banner>
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** What the form holds, and nothing else of the resident. */
function fields({ id, name, suite, email, phone, language, notes }: ResidentForm): ResidentForm {
  return { id, name, suite, email, phone, language, notes };
}
