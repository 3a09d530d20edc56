import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { commands, type StaffView } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/Dialog';
import { MoreActions } from '../../components/Menu';
import { Pill } from '../../components/Pill';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';
import { StaffDialog } from './StaffDialog';
import { useStaff } from './useStaff';

/** Who can sign in (R50). */
export function StaffSettings() {
  const t = useT();
  const page = useStaff();
  const [edited, setEdited] = useState<StaffView | 'new' | null>(null);
  const [removed, setRemoved] = useState<StaffView | null>(null);
  if (page.error) return <ProblemState error={page.error} onRetry={() => void page.refetch()} />;
  const groupName = (id: string) => page.data?.groups.find((group) => group.id === id)?.name ?? '';
  return (
    <Section
      title={t('settings.staff')}
      words={t('settings.staffWords')}
      action={
        page.data && (
          <Button icon={Plus} onPress={() => setEdited('new')}>
            {t('settings.addStaff')}
          </Button>
        )
      }
    >
      {page.data === undefined ? (
        <Skeleton rows={4} />
      ) : (
        <ul className={styles.list}>
          {page.data.staff.map((person) => (
            <StaffRow
              key={person.id}
              person={person}
              group={groupName(person.group)}
              onEdit={() => setEdited(person)}
              onRemove={() => setRemoved(person)}
            />
          ))}
        </ul>
      )}
      {edited !== null && page.data && (
        <StaffDialog
          person={edited === 'new' ? null : edited}
          groups={page.data.groups}
          onClose={() => setEdited(null)}
        />
      )}
      {removed !== null && <RemoveStaff person={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}

interface StaffRowProps {
  person: StaffView;
  group: string;
  onEdit: () => void;
  onRemove: () => void;
}

function StaffRow({ person, group, onEdit, onRemove }: StaffRowProps) {
  const t = useT();
  // R50: the last administrator stays; the pill says why there is no Remove.
  const remove = {
    id: 'remove',
    label: t('settings.removeStaff'),
    danger: true,
    onAction: onRemove,
  };
  return (
    <li className={styles.row}>
      <Avatar name={person.name} />
      <span className={styles.names}>
        <span className={styles.name}>{person.name}</span>
        <span className={styles.more}>{person.email}</span>
      </span>
      <span className={styles.tags}>
        {person.last_administrator && <Pill tone="info">{t('settings.lastAdministrator')}</Pill>}
        <Pill tone="neutral">{group}</Pill>
      </span>
      <MoreActions
        of={person.name}
        groups={[
          [{ id: 'edit', label: t('common.edit'), onAction: onEdit }],
          person.last_administrator ? [] : [remove],
        ]}
      />
    </li>
  );
}

function RemoveStaff({ person, onClose }: { person: StaffView; onClose: () => void }) {
  const t = useT();
  const remove = useMutation({
    mutationFn: () => call(commands.removeStaff(person.id)),
    onSuccess: () => {
      toasts.done(t('settings.staffRemoved', { name: person.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('settings.removeStaffTitle', { name: person.name })}
      confirmLabel={t('settings.removeStaff')}
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('settings.removeStaffWords', { name: person.name })}</p>
      <Fault>{remove.error ? problemWords(t, problemOf(remove.error)) : undefined}</Fault>
    </ConfirmDialog>
  );
}
