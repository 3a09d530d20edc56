import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useCallback, useState } from 'react';
import { type BuildingForm, type BuildingView, commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { faultsOf } from '../../components/faults';
import { NumberField } from '../../components/NumberField';
import { CurrencyField, TimeZoneField } from '../../components/PlaceFields';
import { languages } from '../../components/places';
import { Select } from '../../components/Select';
import { Switch } from '../../components/Switch';
import { useBuilding } from '../../components/session';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import type { Language } from '../../i18n/translate';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

const USUAL_LOCK = 10;

const formOf = ({ sample: _, ...form }: BuildingView): BuildingForm => form;

/** The building, and when its screen locks (R52). */
export function BuildingSettings() {
  const t = useT();
  const building = useBuilding();
  const [form, setForm] = useState(() => formOf(building));
  const change = useCallback(
    (part: Partial<BuildingForm>) => setForm((before) => ({ ...before, ...part })),
    [],
  );
  const save = useMutation({
    mutationFn: () => call(commands.saveBuilding(form)),
    onSuccess: () => toasts.done(t('settings.buildingSaved')),
  });
  const faults = faultsOf(t, save.error, ['name', 'time_zone', 'currency', 'lock_after']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Section title={t('settings.building')} words={t('settings.buildingWords')}>
      <form className={styles.fields} onSubmit={submit} noValidate>
        <TextField
          label={t('settings.buildingName')}
          value={form.name}
          onChange={(name) => change({ name })}
          error={faults.of('name')}
        />
        <TextField
          label={t('settings.address')}
          optional
          value={form.address}
          onChange={(address) => change({ address })}
        />
        <TimeZoneField value={form.time_zone} onChange={change} error={faults.of('time_zone')} />
        <div className={styles.pair}>
          <Select<Language>
            label={t('settings.buildingLanguage')}
            value={form.language}
            onChange={(chosen) => change({ language: chosen })}
            choices={languages}
          />
          <CurrencyField value={form.currency} onChange={change} error={faults.of('currency')} />
        </div>
        <Switch
          isSelected={form.lock_after_minutes !== null}
          onChange={(locks) => change({ lock_after_minutes: locks ? USUAL_LOCK : null })}
        >
          {t('settings.locks')}
        </Switch>
        {form.lock_after_minutes !== null && (
          <NumberField
            label={t('settings.lockAfter')}
            description={t('settings.lockAfterWords')}
            minValue={1}
            maxValue={240}
            value={form.lock_after_minutes}
            onChange={(minutes) =>
              change({ lock_after_minutes: Number.isNaN(minutes) ? USUAL_LOCK : minutes })
            }
            error={faults.of('lock_after')}
          />
        )}
        <Fault>{faults.whole}</Fault>
        <div className={styles.actions}>
          <Button variant="primary" type="submit" isPending={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
