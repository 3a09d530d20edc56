import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { type BuildingForm, type BuildingView, commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { ComboBox } from '../../components/ComboBox';
import { faultsOf } from '../../components/faults';
import { NumberField } from '../../components/NumberField';
import { currencies, languages, timeZones } from '../../components/places';
import { Select } from '../../components/Select';
import { Switch } from '../../components/Switch';
import { useBuilding } from '../../components/session';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useSetting, useT } from '../../i18n/LocaleProvider';
import type { Language } from '../../i18n/translate';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

const USUAL_LOCK = 10;

const formOf = ({ sample: _, ...form }: BuildingView): BuildingForm => form;

/** The building, and when its screen locks (R52). */
export function BuildingSettings() {
  const t = useT();
  const { language } = useSetting();
  const building = useBuilding();
  const [form, setForm] = useState(() => formOf(building));
  const change = (part: Partial<BuildingForm>) => setForm((before) => ({ ...before, ...part }));
  const zones = useMemo(() => timeZones(form.time_zone), [form.time_zone]);
  const money = useMemo(() => currencies(language), [language]);
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
        <ComboBox
          label={t('settings.timeZone')}
          description={t('setup.timeZoneWords')}
          value={form.time_zone}
          onChange={(zone) => change({ time_zone: zone ?? '' })}
          choices={zones}
          error={faults.of('time_zone')}
        />
        <div className={styles.pair}>
          <Select<Language>
            label={t('settings.buildingLanguage')}
            value={form.language}
            onChange={(chosen) => change({ language: chosen })}
            choices={languages}
          />
          <ComboBox
            label={t('settings.currency')}
            value={form.currency}
            onChange={(currency) => change({ currency: currency ?? '' })}
            choices={money}
            error={faults.of('currency')}
          />
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
