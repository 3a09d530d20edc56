import { DatabaseBackup } from 'lucide-react';
import { useState } from 'react';
import type { BackupFile, BackupStatus } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { RestoreDialog } from './RestoreDialog';
import { Section } from './Section';
import styles from './Settings.module.css';

/** The backups of the folder, each to go back to. */
export function BackupList({ status: { backups, daily } }: { status: BackupStatus }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const [chosen, setChosen] = useState<BackupFile | null>(null);
  return (
    <Section title={t('backup.list')} words={t('backup.listWords')}>
      {backups.length === 0 ? (
        <EmptyState icon={DatabaseBackup} title={t('backup.empty')}>
          {t(daily ? 'backup.emptyWords' : 'backup.emptyWordsNotDaily')}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {backups.map((backup) => {
            const at = format.moment(backup.at, now);
            return (
              <li key={backup.name} className={styles.row}>
                <span className={styles.names}>
                  <span className={styles.name} title={format.full(backup.at)}>
                    {at}
                  </span>
                  <span className={styles.more}>{format.size(backup.kib)}</span>
                </span>
                <Button aria-label={t('backup.restoreOf', { at })} onPress={() => setChosen(backup)}>
                  {t('backup.restore')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {chosen !== null && <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />}
    </Section>
  );
}
