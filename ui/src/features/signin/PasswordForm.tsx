import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { stateKey } from '../../bridge/queries';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { useShortcut } from '../../components/shortcuts';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import type { Who } from './SignIn';
import styles from './SignIn.module.css';
import { useCountdown } from './useCountdown';

interface PasswordFormProps {
  who: Who;
  title: string;
  /** What the button does: sign in, or unlock. */
  verb: string;
  onOther: () => void;
  onForgot: () => void;
}

/** The password of one person; after too many wrong ones it counts the seconds down (R52). */
export function PasswordForm({ who, title, verb, onOther, onForgot }: PasswordFormProps) {
  const t = useT();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const [wait, startWait] = useCountdown();
  useShortcut('Escape', onOther);
  const signIn = useMutation({
    mutationFn: () => call(commands.signIn(who.who, password)),
    onSuccess: () => client.invalidateQueries({ queryKey: stateKey }),
    onError: (error) => {
      const problem = problemOf(error);
      if (problem.kind === 'must_wait') startWait(problem.seconds);
      field.current?.focus();
      field.current?.select();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait === 0 && !signIn.isPending && password !== '') signIn.mutate();
  };
  const problem = signIn.error === null ? null : problemOf(signIn.error);
  const waited = problem?.kind === 'must_wait' && wait === 0;
  const name = who.person?.name ?? who.who;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.who}>
        <Avatar name={name} size="large" />
        <span className={styles.names}>
          <span className={styles.name}>{name}</span>
          {who.person && <span className={styles.group}>{who.person.group}</span>}
        </span>
      </div>
      {/* A password manager needs the name beside the password. */}
      <input hidden readOnly type="text" autoComplete="username" value={who.who} />
      <TextField
        label={t('app.password')}
        type="password"
        autoComplete="current-password"
        autoFocus
        inputRef={field}
        value={password}
        onChange={setPassword}
        error={
          problem === null || waited || signIn.isPending
            ? undefined
            : problem.kind === 'must_wait'
              ? problemWords(t, { ...problem, seconds: wait })
              : problemWords(t, problem)
        }
      />
      <p role="alert" className="visually-hidden">
        {problem !== null && !signIn.isPending && !waited && problemWords(t, problem)}
      </p>
      <Button variant="primary" type="submit" isPending={signIn.isPending} isDisabled={wait > 0}>
        {wait > 0 ? t('app.waitSeconds', { count: wait }) : verb}
      </Button>
      <div className={styles.links}>
        <Button variant="quiet" onPress={onOther}>
          {t('app.someoneElse')}
        </Button>
        <Button variant="quiet" onPress={onForgot}>
          {t('app.forgot')}
        </Button>
      </div>
    </form>
  );
}
