import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import {
  type BookingsLevel,
  commands,
  type GroupView,
  type Permissions,
  type ResidentsLevel,
} from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Checkbox';
import { Dialog } from '../../components/Dialog';
import { faultsOf } from '../../components/faults';
import { RadioGroup } from '../../components/RadioGroup';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { Fault } from './Section';
import styles from './Settings.module.css';

/** R50: a new group starts at view; none is chosen on purpose. */
const START: Permissions = {
  event_bookings: 'view',
  residents: 'view',
  announcements: 'none',
  administration: false,
};

interface GroupDialogProps {
  /** None: a new permission group. */
  group: GroupView | null;
  onClose: () => void;
}

/** Adds a permission group, or changes one (R50). */
export function GroupDialog({ group, onClose }: GroupDialogProps) {
  const t = useT();
  const id = useId();
  const [name, setName] = useState(group?.name ?? '');
  const [permissions, setPermissions] = useState(group?.permissions ?? START);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Permissions>) => setPermissions((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => call(commands.saveGroup({ id: group?.id ?? null, name, permissions })),
    onSuccess: () => {
      toasts.done(t(group ? 'settings.groupSaved' : 'settings.groupAdded', { name: name.trim() }));
      onClose();
    },
  });
  const faults = faultsOf(t, save.error, ['name']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={group ? t('settings.editGroup', { name: group.name }) : t('settings.addGroup')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={id} isPending={save.isPending}>
            {group ? t('common.save') : t('common.add')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.fields} onSubmit={submit} noValidate>
        <TextField
          label={t('settings.name')}
          autoFocus
          value={name}
          onChange={setName}
          error={(tried && name.trim() === '' ? t('problems.fault_missing') : undefined) ?? faults.of('name')}
        />
        <RadioGroup<BookingsLevel>
          label={t('settings.eventBookings')}
          value={permissions.event_bookings}
          onChange={(event_bookings) => change({ event_bookings })}
          choices={(['view', 'manage', 'none'] as const).map((value) => ({
            value,
            label: t(`settings.bookings_${value}`),
            description: t(`settings.bookingsWords_${value}`),
          }))}
        />
        <RadioGroup<ResidentsLevel>
          label={t('settings.residents')}
          value={permissions.residents}
          onChange={(residents) => change({ residents })}
          choices={(['view', 'manage'] as const).map((value) => ({
            value,
            label: t(`settings.residents_${value}`),
          }))}
        />
        <Checkbox
          isSelected={permissions.announcements === 'send'}
          onChange={(send) => change({ announcements: send ? 'send' : 'none' })}
        >
          {t('settings.announcements')}
        </Checkbox>
        <Checkbox
          isSelected={permissions.administration}
          onChange={(administration) => change({ administration })}
        >
          {t('settings.administrationWords')}
        </Checkbox>
        <Fault>{faults.whole}</Fault>
      </form>
    </Dialog>
  );
}
