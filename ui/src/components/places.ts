import type { Language } from '../i18n/translate';
import { localeOf } from '../i18n/translate';
import type { Choice } from './Select';

/** Every time zone that this computer knows, and the one that is in use already. */
export function timeZones(inUse: string): Choice[] {
  const names = new Set(Intl.supportedValuesOf('timeZone'));
  if (inUse !== '') names.add(inUse);
  return [...names].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** Every currency with its name in the person's language, sorted by its code. */
export function currencies(language: Language): Choice[] {
  const names = new Intl.DisplayNames([localeOf(language)], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}

const CANADIAN =
  /^America\/(Toronto|Montreal|Vancouver|Edmonton|Winnipeg|Regina|Halifax|St_Johns|Moncton|Whitehorse|Yellowknife|Iqaluit)$/;

/** The likeliest currency of a building in this time zone; a suggestion that a person can change. */
export function likelyCurrency(timeZone: string): string {
  if (CANADIAN.test(timeZone)) return 'CAD';
  if (timeZone === 'Europe/London') return 'GBP';
  if (timeZone === 'Europe/Zurich') return 'CHF';
  if (timeZone.startsWith('Europe/')) return 'EUR';
  if (timeZone.startsWith('Australia/')) return 'AUD';
  return 'USD';
}

/** The languages of the product under their own names (R90). */
export const languages: readonly Choice<Language>[] = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'Français' },
];
