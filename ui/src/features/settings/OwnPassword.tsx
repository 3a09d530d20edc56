import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { faultsOf } from '../../components/faults';
import { useMe } from '../../components/session';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

/** The person's own password (R52). */
export function OwnPassword() {
  const t = useT();
  const { email } = useMe();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => call(commands.changePassword(old, fresh)),
    onSuccess: () => {
      setOld('');
      setFresh('');
      setTried(false);
      toasts.done(t('settings.passwordChanged'));
    },
  });
  const wrong = change.error !== null && problemOf(change.error).kind === 'wrong_password';
  const faults = faultsOf(t, wrong ? null : change.error, ['password']);
  const missing = (text: string) => (tried && text === '' ? t('problems.fault_missing') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (old !== '' && fresh !== '' && !change.isPending) change.mutate();
  };
  return (
    <Section title={t('settings.password')} words={t('settings.passwordWords')}>
      <form className={styles.fields} onSubmit={submit} noValidate>
        <input hidden readOnly type="text" autoComplete="username" value={email} />
        <TextField
          label={t('settings.oldPassword')}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          error={missing(old) ?? (wrong ? t('settings.oldPasswordWrong') : undefined)}
        />
        <TextField
          label={t('settings.newPassword')}
          description={t('setup.passwordWords')}
          type="password"
          autoComplete="new-password"
          value={fresh}
          onChange={setFresh}
          error={missing(fresh) ?? faults.of('password')}
        />
        <Fault>{faults.whole}</Fault>
        <div className={styles.actions}>
          <Button type="submit" isPending={change.isPending}>
            {t('settings.changePassword')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
