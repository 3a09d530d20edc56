import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { commands, type MailboxSuggestion } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { faultsOf } from '../../components/faults';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import { Fault } from './Section';
import styles from './Settings.module.css';

/** The first step: the address, from which Lobby fills in the rest. */
export function MailboxStart({ onSuggested }: { onSuggested: (suggestion: MailboxSuggestion) => void }) {
  const t = useT();
  const [address, setAddress] = useState('');
  const suggest = useMutation({
    mutationFn: () => call(commands.suggestMailbox(address)),
    onSuccess: onSuggested,
  });
  const faults = faultsOf(t, suggest.error, ['email']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!suggest.isPending) suggest.mutate();
  };
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <TextField
        label={t('mail.address')}
        description={t('mail.mailboxStart')}
        type="email"
        autoComplete="off"
        spellCheck="false"
        value={address}
        onChange={setAddress}
        error={faults.of('email')}
      />
      <Fault>{faults.whole}</Fault>
      <div className={styles.actions}>
        <Button variant="primary" type="submit" isPending={suggest.isPending}>
          {t('mail.fillIn')}
        </Button>
      </div>
    </form>
  );
}
