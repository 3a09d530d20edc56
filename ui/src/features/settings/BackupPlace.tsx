import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type BackupForm, type BackupStatus, commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { Details } from '../../components/Details';
import { faultsOf } from '../../components/faults';
import { Switch } from '../../components/Switch';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import { problemDetails } from '../../i18n/problemWords';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

/** Which folder backups go to, and whether one is made every day. */
export function BackupPlace({ status }: { status: BackupStatus }) {
  const t = useT();
  const format = useFormat();
  const [form, setForm] = useState<BackupForm>({
    folder: status.folder_is_own ? '' : status.folder,
    daily: status.daily,
  });
  const save = useMutation({
    mutationFn: () => call(commands.saveBackupSettings(form)),
    onSuccess: () => toasts.done(t('backup.saved')),
  });
  const faults = faultsOf(t, save.error, ['folder']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Section title={t('backup.place')} words={t('backup.placeWords')}>
      <form className={styles.fields} onSubmit={submit} noValidate>
        <TextField
          label={t('backup.folder')}
          optional
          autoComplete="off"
          spellCheck="false"
          description={t('backup.folderWords')}
          value={form.folder}
          onChange={(folder) => setForm({ ...form, folder })}
          error={faults.of('folder')}
        />
        <p className={styles.facts}>
          {t('backup.folderNow')} <code>{status.folder}</code>.{' '}
          {status.free_kib === null ? (
            <span className={styles.late}>{t('backup.unreachable')}</span>
          ) : (
            t('backup.free', { size: format.size(status.free_kib) })
          )}{' '}
          {t('backup.kept', { count: status.kept })}
        </p>
        <Switch isSelected={form.daily} onChange={(daily) => setForm({ ...form, daily })}>
          {t('backup.daily')}
        </Switch>
        <Fault>{faults.whole}</Fault>
        {faults.whole !== undefined && <Details text={problemDetails(problemOf(save.error))} />}
        <div className={styles.actions}>
          <Button type="submit" isPending={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
