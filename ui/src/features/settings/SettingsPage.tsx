import { FilterBar } from '../../components/FilterBar';
import { useOpenSettings } from '../../components/navigation';
import { PageHeader } from '../../components/PageHeader';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { BackupSettings } from './BackupSettings';
import { BuildingSettings } from './BuildingSettings';
import { ExportSettings } from './ExportSettings';
import { GroupSettings } from './GroupSettings';
import { MailboxSettings } from './MailboxSettings';
import { RecordSettings } from './RecordSettings';
import { SavedReplies } from './SavedReplies';
import styles from './Settings.module.css';
import { StaffSettings } from './StaffSettings';
import { Yours } from './Yours';

const EVERYBODYS = ['you', 'replies'] as const;
const VIEWS = [
  ...EVERYBODYS,
  'building',
  'mailbox',
  'staff',
  'groups',
  'backup',
  'record',
  'export',
] as const;
type View = (typeof VIEWS)[number];

interface SettingsPageProps {
  /** Which part the address names; nothing: one's own. */
  part: string | null;
}

/** The section Settings: what is one's own, saved replies (R30), and for administrators the building, staff, groups (R50), backups and what goes out (R53). */
export function SettingsPage({ part }: SettingsPageProps) {
  const t = useT();
  const { administration } = useMe().permissions;
  const open = useOpenSettings();
  const views: readonly View[] = administration ? VIEWS : EVERYBODYS;
  const view = views.find((one) => one === part) ?? 'you';
  const names: Record<View, string> = {
    you: t('settings.you'),
    replies: t('replies.title'),
    building: t('settings.building'),
    mailbox: t('mail.mailbox'),
    staff: t('settings.staff'),
    groups: t('settings.groups'),
    backup: t('backup.title'),
    record: t('record.title'),
    export: t('export.title'),
  };
  return (
    <div className={styles.page}>
      <PageHeader title={t('settings.title')}>
        <FilterBar<View>
          label={t('settings.parts')}
          filters={views.map((id) => ({ id, label: names[id] }))}
          selected={view}
          onSelect={open}
        />
      </PageHeader>
      <div className={styles.body}>
        <div className={styles.column}>
          {view === 'you' && <Yours />}
          {view === 'replies' && <SavedReplies />}
          {view === 'building' && <BuildingSettings />}
          {view === 'mailbox' && <MailboxSettings />}
          {view === 'staff' && <StaffSettings />}
          {view === 'groups' && <GroupSettings />}
          {view === 'backup' && <BackupSettings />}
          {view === 'record' && <RecordSettings />}
          {view === 'export' && <ExportSettings />}
        </div>
      </div>
    </div>
  );
}
