import { useState } from 'react';
import { FilterBar } from '../../components/FilterBar';
import { PageHeader } from '../../components/PageHeader';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { BuildingSettings } from './BuildingSettings';
import { GroupSettings } from './GroupSettings';
import styles from './Settings.module.css';
import { StaffSettings } from './StaffSettings';
import { Yours } from './Yours';

type View = 'you' | 'building' | 'staff' | 'groups';

/** The section Settings: what is one's own, and for administrators the building, staff and groups (R50). */
export function SettingsPage() {
  const t = useT();
  const { administration } = useMe().permissions;
  const [chosen, setChosen] = useState<View>('you');
  const view = administration ? chosen : 'you';
  return (
    <div className={styles.page}>
      <PageHeader title={t('settings.title')}>
        {administration && (
          <FilterBar<View>
            label={t('settings.parts')}
            filters={[
              { id: 'you', label: t('settings.you') },
              { id: 'building', label: t('settings.building') },
              { id: 'staff', label: t('settings.staff') },
              { id: 'groups', label: t('settings.groups') },
            ]}
            selected={view}
            onSelect={setChosen}
          />
        )}
      </PageHeader>
      <div className={styles.body}>
        <div className={styles.column}>
          {view === 'you' && <Yours />}
          {view === 'building' && <BuildingSettings />}
          {view === 'staff' && <StaffSettings />}
          {view === 'groups' && <GroupSettings />}
        </div>
      </div>
    </div>
  );
}
