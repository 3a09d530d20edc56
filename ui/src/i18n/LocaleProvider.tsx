import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Format, type Setting } from './format';
import { localeOf, type Translate, translator } from './translate';

interface Locale {
  setting: Setting;
  t: Translate;
  format: Format;
}

const deskZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function makeLocale(setting: Setting): Locale {
  return { setting, t: translator(setting.language), format: new Format(setting) };
}

const LocaleContext = createContext<Locale>(makeLocale({ language: 'en', timeZone: deskZone() }));
const NowContext = createContext<Date | null>(null);

interface LocaleProviderProps extends Setting {
  children: ReactNode;
}

/** Says in which language, time zone and currency everything below is written. */
export function LocaleProvider({
  children,
  language,
  timeZone,
  currency,
  deskZone: given,
}: LocaleProviderProps) {
  const desk = given ?? deskZone();
  const locale = useMemo(
    () => makeLocale({ language, timeZone, deskZone: desk, ...(currency === undefined ? {} : { currency }) }),
    [language, timeZone, desk, currency],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <I18nProvider locale={localeOf(language)}>
      <LocaleContext value={locale}>
        <Clock>{children}</Clock>
      </LocaleContext>
    </I18nProvider>
  );
}

/** Ticks once a minute, so that *9:41* becomes *Yesterday* on a screen that nobody touches. */
function Clock({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return <NowContext value={now}>{children}</NowContext>;
}

/** The translator of the person's language. */
export function useT(): Translate {
  return useContext(LocaleContext).t;
}

/** The formatter of the person's language and the building's time zone. */
export function useFormat(): Format {
  return useContext(LocaleContext).format;
}

/** The language, time zone and currency in force. */
export function useSetting(): Setting {
  return useContext(LocaleContext).setting;
}

/** The present, to the minute. */
export function useNow(): Date {
  const now = useContext(NowContext);
  return useMemo(() => now ?? new Date(), [now]);
}
