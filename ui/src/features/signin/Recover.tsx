import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { faultsOf } from '../../components/faults';
import { RecoveryCode } from '../../components/RecoveryCode';
import { useShortcut } from '../../components/shortcuts';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './SignIn.module.css';
import { useCountdown } from './useCountdown';

interface RecoverProps {
  onBack: () => void;
  onHold: (on: boolean) => void;
}

/** A new password with the recovery code, which is used up; the next one is shown (R50). */
export function Recover({ onBack, onHold }: RecoverProps) {
  const t = useT();
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [wait, startWait] = useCountdown();
  const recover = useMutation({
    mutationFn: () => {
      onHold(true);
      return call(commands.recover(email.trim(), code, password));
    },
    onError: (error) => {
      onHold(false);
      const problem = problemOf(error);
      if (problem.kind === 'must_wait') startWait(problem.seconds);
    },
  });
  useShortcut('Escape', recover.data ? null : onBack);
  if (recover.data) return <RecoveryCode code={recover.data.recovery_code} onDone={() => onHold(false)} />;

  const problem = recover.error === null ? null : problemOf(recover.error);
  const wrongCode = problem?.kind === 'wrong_recovery_code' ? problemWords(t, problem) : undefined;
  const faults = faultsOf(t, wrongCode === undefined ? recover.error : null, ['password']);
  const missing = (text: string) => (tried && text.trim() === '' ? t('problems.fault_missing') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() !== '' && code.trim() !== '' && password !== '' && wait === 0) recover.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h1 className={styles.title}>{t('app.recoverTitle')}</h1>
      <p className={styles.words}>{t('app.recoverWords')}</p>
      <TextField
        label={t('app.email')}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        error={missing(email)}
      />
      <TextField
        label={t('app.recoveryCode')}
        autoComplete="off"
        spellCheck="false"
        value={code}
        onChange={setCode}
        error={missing(code) ?? wrongCode}
      />
      <TextField
        label={t('app.newPassword')}
        description={t('setup.passwordWords')}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={missing(password) ?? faults.of('password')}
      />
      {faults.whole && !(problem?.kind === 'must_wait' && wait === 0) && (
        <p role="alert" className={styles.fault}>
          {faults.whole}
        </p>
      )}
      <div className={styles.links}>
        <Button variant="quiet" onPress={onBack}>
          {t('common.back')}
        </Button>
        <Button variant="primary" type="submit" isPending={recover.isPending} isDisabled={wait > 0}>
          {wait > 0 ? t('app.waitSeconds', { count: wait }) : t('app.recover')}
        </Button>
      </div>
    </form>
  );
}
