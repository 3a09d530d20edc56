import { useState } from 'react';
import type { SetUpForm } from '../../bridge/bindings';
import { faultsOf } from '../../components/faults';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import { StepFrame } from './StepFrame';

interface PersonStepProps {
  form: Omit<SetUpForm, 'language'>;
  error: unknown;
  isPending: boolean;
  onChange: (part: Partial<SetUpForm>) => void;
  onBack: () => void;
  onNext: () => void;
}

/** The first administrator (R50). */
export function PersonStep({ form, error, isPending, onChange, onBack, onNext }: PersonStepProps) {
  const t = useT();
  const [tried, setTried] = useState(false);
  const faults = faultsOf(t, error, ['name', 'email', 'password']);
  const missing = (text: string) => (tried && text.trim() === '' ? t('problems.fault_missing') : undefined);
  const next = () => {
    setTried(true);
    if (form.name.trim() !== '' && form.email.trim() !== '' && form.password !== '') onNext();
  };
  return (
    <StepFrame
      step={2}
      title={t('setup.personTitle')}
      words={t('setup.personWords')}
      nextLabel={t('setup.finish')}
      fault={faults.whole}
      isPending={isPending}
      onBack={onBack}
      onNext={next}
    >
      <TextField
        label={t('setup.name')}
        autoComplete="name"
        value={form.name}
        onChange={(name) => onChange({ name })}
        error={missing(form.name) ?? faults.of('name')}
        autoFocus
      />
      <TextField
        label={t('setup.email')}
        type="email"
        autoComplete="email"
        value={form.email}
        onChange={(email) => onChange({ email })}
        error={missing(form.email) ?? faults.of('email')}
      />
      <TextField
        label={t('setup.password')}
        type="password"
        autoComplete="new-password"
        description={t('setup.passwordWords')}
        value={form.password}
        onChange={(password) => onChange({ password })}
        error={missing(form.password) ?? faults.of('password')}
      />
    </StepFrame>
  );
}
