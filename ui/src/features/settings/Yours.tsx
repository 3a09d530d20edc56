import { useMutation } from '@tanstack/react-query';
import { commands, type Density, type Preferences, type Theme } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { languages } from '../../components/places';
import { RadioGroup } from '../../components/RadioGroup';
import { Select } from '../../components/Select';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import type { Language } from '../../i18n/translate';
import { Diagnostics } from './Diagnostics';
import { Notifications } from './Notifications';
import { OwnPassword } from './OwnPassword';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

/** What each person chooses for themselves: language, theme, row height, password (R90, R91). */
export function Yours() {
  const t = useT();
  const { preferences } = useMe();
  const save = useMutation({
    mutationFn: (next: Partial<Preferences>) => call(commands.savePreferences({ ...preferences, ...next })),
  });
  // What has just been chosen shows at once; the core confirms it with the next state of the desk.
  const shown = save.isPending ? { ...preferences, ...save.variables } : preferences;
  return (
    <>
      <Section title={t('settings.appearance')} words={t('settings.appearanceWords')}>
        <div className={styles.fields}>
          <Select<Language>
            label={t('settings.language')}
            value={shown.language}
            onChange={(language) => save.mutate({ language })}
            choices={languages}
          />
          <RadioGroup<Theme>
            label={t('settings.theme')}
            orientation="horizontal"
            value={shown.theme}
            onChange={(theme) => save.mutate({ theme })}
            choices={[
              { value: 'system', label: t('settings.theme_system') },
              { value: 'light', label: t('settings.theme_light') },
              { value: 'dark', label: t('settings.theme_dark') },
            ]}
          />
          <RadioGroup<Density>
            label={t('settings.density')}
            orientation="horizontal"
            value={shown.density}
            onChange={(density) => save.mutate({ density })}
            choices={[
              { value: 'comfortable', label: t('settings.density_comfortable') },
              { value: 'compact', label: t('settings.density_compact') },
            ]}
          />
        </div>
        <Fault>{save.error ? problemWords(t, problemOf(save.error)) : undefined}</Fault>
      </Section>
      <Notifications />
      <OwnPassword />
      <Diagnostics />
    </>
  );
}
