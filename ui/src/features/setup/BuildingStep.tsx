import { useState } from 'react';
import type { SetUpForm } from '../../bridge/bindings';
import { faultsOf } from '../../components/faults';
import { CurrencyField, TimeZoneField } from '../../components/PlaceFields';
import { languages } from '../../components/places';
import { Select } from '../../components/Select';
import { TextField } from '../../components/TextField';
import { useSetting, useT } from '../../i18n/LocaleProvider';
import type { Language } from '../../i18n/translate';
import styles from './SetUp.module.css';
import { StepFrame } from './StepFrame';

interface BuildingStepProps {
  form: Omit<SetUpForm, 'language'>;
  error: unknown;
  onChange: (part: Partial<SetUpForm>) => void;
  onLanguage: (language: Language) => void;
  onBack: () => void;
  onNext: () => void;
}

/** What the building is called, where it stands, how it counts time and money. */
export function BuildingStep({ form, error, onChange, onLanguage, onBack, onNext }: BuildingStepProps) {
  const t = useT();
  const { language } = useSetting();
  const [tried, setTried] = useState(false);
  const faults = faultsOf(t, error, ['name', 'time_zone', 'currency']);
  const missing = (text: string) => (tried && text.trim() === '' ? t('problems.fault_missing') : undefined);
  const next = () => {
    setTried(true);
    if (form.building.trim() !== '' && form.time_zone !== '' && form.currency !== '') onNext();
  };
  return (
    <StepFrame
      step={1}
      title={t('setup.buildingTitle')}
      words={t('setup.buildingWords')}
      nextLabel={t('common.continue')}
      fault={faults.whole}
      onBack={onBack}
      onNext={next}
    >
      <TextField
        label={t('setup.buildingName')}
        value={form.building}
        onChange={(building) => onChange({ building })}
        error={missing(form.building) ?? faults.of('name')}
        autoFocus
      />
      <TextField
        label={t('setup.address')}
        optional
        value={form.address}
        onChange={(address) => onChange({ address })}
      />
      <TimeZoneField
        value={form.time_zone}
        onChange={onChange}
        error={missing(form.time_zone) ?? faults.of('time_zone')}
      />
      <div className={styles.pair}>
        <Select<Language>
          label={t('setup.language')}
          value={language}
          onChange={onLanguage}
          choices={languages}
        />
        <CurrencyField
          value={form.currency}
          onChange={onChange}
          error={missing(form.currency) ?? faults.of('currency')}
        />
      </div>
    </StepFrame>
  );
}
