import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { commands, type GroupView, type StaffForm, type StaffView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { faultsOf } from '../../components/faults';
import { Select } from '../../components/Select';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { Fault } from './Section';
import styles from './Settings.module.css';

interface StaffDialogProps {
  /** Nobody: a new staff member. */
  person: StaffView | null;
  groups: readonly GroupView[];
  onClose: () => void;
}

/** Adds a staff member, or changes one; an administrator sets a new password here too (R50). */
export function StaffDialog({ person, groups, onClose }: StaffDialogProps) {
  const t = useT();
  const id = useId();
  const [form, setForm] = useState<StaffForm>({
    id: person?.id ?? null,
    name: person?.name ?? '',
    email: person?.email ?? '',
    group: person?.group ?? '',
    password: '',
  });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<StaffForm>) => setForm((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => call(commands.saveStaff(form)),
    onSuccess: () => {
      toasts.done(t(person ? 'settings.staffSaved' : 'settings.staffAdded', { name: form.name.trim() }));
      onClose();
    },
  });
  const faults = faultsOf(t, save.error, ['name', 'email', 'password']);
  const missing = (text: string) => (tried && text.trim() === '' ? t('problems.fault_missing') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const complete = [form.name, form.email, form.group].every((text) => text.trim() !== '');
    if (complete && (person !== null || form.password !== '') && !save.isPending) save.mutate();
  };
  const stays = person?.last_administrator === true;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={person ? t('settings.editStaff', { name: person.name }) : t('settings.addStaff')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={id} isPending={save.isPending}>
            {person ? t('common.save') : t('common.add')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.fields} onSubmit={submit} noValidate>
        <TextField
          label={t('settings.name')}
          autoFocus
          autoComplete="off"
          value={form.name}
          onChange={(name) => change({ name })}
          error={missing(form.name) ?? faults.of('name')}
        />
        <TextField
          label={t('settings.email')}
          type="email"
          autoComplete="off"
          value={form.email}
          onChange={(email) => change({ email })}
          error={missing(form.email) ?? faults.of('email')}
        />
        <Select
          label={t('settings.group')}
          value={form.group === '' ? null : form.group}
          placeholder={t('settings.chooseGroup')}
          onChange={(group) => change({ group })}
          choices={groups.map((group) => ({ value: group.id, label: group.name }))}
          isDisabled={stays}
          {...(stays ? { description: t('settings.lastAdministratorWords') } : {})}
          error={missing(form.group)}
        />
        <TextField
          label={person ? t('settings.newPassword') : t('settings.password')}
          optional={person !== null}
          description={person ? t('settings.passwordKept') : t('setup.passwordWords')}
          type="password"
          autoComplete="new-password"
          value={form.password}
          onChange={(password) => change({ password })}
          error={(person === null ? missing(form.password) : undefined) ?? faults.of('password')}
        />
        <Fault>{faults.whole}</Fault>
      </form>
    </Dialog>
  );
}
