import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { commands, type GroupView, type Permissions } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/Dialog';
import { MoreActions } from '../../components/Menu';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import type { Translate } from '../../i18n/translate';
import { GroupDialog } from './GroupDialog';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';
import { useStaff } from './useStaff';

/** What staff may do, by group (R50). */
export function GroupSettings() {
  const t = useT();
  const page = useStaff();
  const [edited, setEdited] = useState<GroupView | 'new' | null>(null);
  const [removed, setRemoved] = useState<GroupView | null>(null);
  if (page.error) return <ProblemState error={page.error} onRetry={() => void page.refetch()} />;
  return (
    <Section
      title={t('settings.groups')}
      words={t('settings.groupsWords')}
      action={
        page.data && (
          <Button icon={Plus} onPress={() => setEdited('new')}>
            {t('settings.addGroup')}
          </Button>
        )
      }
    >
      {page.data === undefined ? (
        <Skeleton rows={3} />
      ) : (
        <ul className={styles.list}>
          {page.data.groups.map((group) => (
            <li key={group.id} className={styles.row}>
              <span className={styles.names}>
                <span className={styles.name}>{group.name}</span>
                <span className={styles.more}>
                  {t('settings.members', { count: group.members })} · {given(t, group.permissions)}
                </span>
              </span>
              <MoreActions
                of={group.name}
                groups={[
                  [{ id: 'edit', label: t('common.edit'), onAction: () => setEdited(group) }],
                  [
                    {
                      id: 'remove',
                      label: t('settings.removeGroup'),
                      danger: true,
                      onAction: () => setRemoved(group),
                    },
                  ],
                ]}
              />
            </li>
          ))}
        </ul>
      )}
      {edited !== null && (
        <GroupDialog group={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {removed !== null && <RemoveGroup group={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}

/** What a group gives, in a line. */
function given(
  t: Translate,
  { event_bookings, residents, announcements, administration }: Permissions,
): string {
  return [
    t(`settings.short_bookings_${event_bookings}`),
    t(`settings.short_residents_${residents}`),
    announcements === 'send' ? t('settings.short_announcements') : '',
    administration ? t('settings.administration') : '',
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

function RemoveGroup({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const t = useT();
  const remove = useMutation({
    mutationFn: () => call(commands.removeGroup(group.id)),
    onSuccess: () => {
      toasts.done(t('settings.groupRemoved', { name: group.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('settings.removeGroupTitle', { name: group.name })}
      confirmLabel={t('settings.removeGroup')}
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate()}
    >
      <p>
        {group.members > 0
          ? t('settings.removeGroupMembers', { count: group.members })
          : t('settings.removeGroupWords')}
      </p>
      <Fault>{remove.error ? problemWords(t, problemOf(remove.error)) : undefined}</Fault>
    </ConfirmDialog>
  );
}
