import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { commands, type SetUpForm } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { likelyCurrency } from '../../components/places';
import { RecoveryCode } from '../../components/RecoveryCode';
import { useSetting } from '../../i18n/LocaleProvider';
import type { Language } from '../../i18n/translate';
import { BuildingStep } from './BuildingStep';
import { PersonStep } from './PersonStep';
import { Welcome } from './Welcome';

interface SetUpProps {
  suggestedTimeZone: string;
  /** Where everything will be kept. */
  folder: string;
  onLanguage: (language: Language) => void;
  /** Keeps this screen while the core is at it, and until the recovery code has been written down. */
  onHold: (on: boolean) => void;
}

type Step = 'welcome' | 'building' | 'person';

/** The set-up wizard: the building, its first administrator, and the recovery code (R50). */
export function SetUp({ suggestedTimeZone, folder, onLanguage, onHold }: SetUpProps) {
  const { language } = useSetting();
  const [step, setStep] = useState<Step>('welcome');
  const [form, setForm] = useState<Omit<SetUpForm, 'language'>>({
    building: '',
    address: '',
    time_zone: suggestedTimeZone,
    currency: likelyCurrency(suggestedTimeZone),
    name: '',
    email: '',
    password: '',
  });
  const change = useCallback((part: Partial<SetUpForm>) => setForm((before) => ({ ...before, ...part })), []);

  const setUp = useMutation({
    mutationFn: () => {
      onHold(true);
      return call(commands.setUp({ ...form, language }));
    },
    onError: (error) => {
      onHold(false);
      if (concernsBuilding(error, form)) setStep('building');
    },
  });

  if (setUp.data) return <RecoveryCode code={setUp.data.recovery_code} onDone={() => onHold(false)} />;
  switch (step) {
    case 'welcome':
      return <Welcome folder={folder} onBuilding={() => setStep('building')} />;
    case 'building':
      return (
        <BuildingStep
          form={form}
          error={setUp.error}
          onChange={change}
          onLanguage={onLanguage}
          onBack={() => setStep('welcome')}
          onNext={() => {
            setUp.reset();
            setStep('person');
          }}
        />
      );
    case 'person':
      return (
        <PersonStep
          form={form}
          error={setUp.error}
          isPending={setUp.isPending}
          onChange={change}
          onBack={() => setStep('building')}
          onNext={() => setUp.mutate()}
        />
      );
  }
}

// The building and the person both have a name: the longer of the two is the one that is too long.
function concernsBuilding(error: unknown, form: Omit<SetUpForm, 'language'>): boolean {
  const problem = problemOf(error);
  if (problem.kind !== 'invalid') return false;
  if (problem.field === 'name') return form.building.length > form.name.length;
  return problem.field === 'time_zone' || problem.field === 'currency';
}
