import { memo, useMemo } from 'react';
import { useSetting, useT } from '../i18n/LocaleProvider';
import { ComboBox } from './ComboBox';
import { currencies, timeZones } from './places';

interface TimeZoneFieldProps {
  value: string;
  onChange: (part: { time_zone: string }) => void;
  error: string | undefined;
}

/** The building's time zone, out of all that this computer knows. */
export const TimeZoneField = memo(function TimeZoneField({ value, onChange, error }: TimeZoneFieldProps) {
  const t = useT();
  const choices = useMemo(() => timeZones(value), [value]);
  return (
    <ComboBox
      label={t('setup.timeZone')}
      description={t('setup.timeZoneWords')}
      value={value}
      onChange={(zone) => onChange({ time_zone: zone ?? '' })}
      choices={choices}
      error={error}
    />
  );
});

interface CurrencyFieldProps {
  value: string;
  onChange: (part: { currency: string }) => void;
  error: string | undefined;
}

/** The currency of the building's prices. */
export const CurrencyField = memo(function CurrencyField({ value, onChange, error }: CurrencyFieldProps) {
  const t = useT();
  const { language } = useSetting();
  const choices = useMemo(() => currencies(language), [language]);
  return (
    <ComboBox
      label={t('setup.currency')}
      value={value}
      onChange={(currency) => onChange({ currency: currency ?? '' })}
      choices={choices}
      error={error}
    />
  );
});
