import { FilterBar } from '../../components/FilterBar';
import { useOpenSettings } from '../../components/navigation';
import { PageHeader } from '../../components/PageHeader';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { BackupSettings } from './BackupSettings';
import { BuildingSettings } from './BuildingSettings';
import { GroupSettings } from './GroupSettings';
import { MailboxSettings } from './MailboxSettings';
import styles from './Settings.module.css';
import { StaffSettings } from './StaffSettings';
import { Yours } from './Yours';

const VIEWS = ['you', 'building', 'mailbox', 'staff', 'groups', 'backup'] as const;
type View = (typeof VIEWS)[number];

interface SettingsPageProps {
  /** Which part the address names; nothing: one's own. */
  part: string | null;
}

/** The section Settings: what is one's own, and for administrators the building, staff, groups (R50) and backups. */
export function SettingsPage({ part }: SettingsPageProps) {
  const t = useT();
  const { administration } = useMe().permissions;
  const open = useOpenSettings();
  const view = (administration ? VIEWS.find((one) => one === part) : undefined) ?? 'you';
  return (
    <div className={styles.page}>
      <PageHeader title={t('settings.title')}>
        {administration && (
          <FilterBar<View>
            label={t('settings.parts')}
            filters={[
              { id: 'you', label: t('settings.you') },
              { id: 'building', label: t('settings.building') },
              { id: 'mailbox', label: t('mail.mailbox') },
              { id: 'staff', label: t('settings.staff') },
              { id: 'groups', label: t('settings.groups') },
              { id: 'backup', label: t('backup.title') },
            ]}
            selected={view}
            onSelect={open}
          />
        )}
      </PageHeader>
      <div className={styles.body}>
        <div className={styles.column}>
          {view === 'you' && <Yours />}
          {view === 'building' && <BuildingSettings />}
          {view === 'mailbox' && <MailboxSettings />}
          {view === 'staff' && <StaffSettings />}
          {view === 'groups' && <GroupSettings />}
          {view === 'backup' && <BackupSettings />}
        </div>
      </div>
    </div>
  );
}
