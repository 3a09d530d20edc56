import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useMe } from '../components/session';
import { useBackups } from '../features/settings/useBackups';
import { useT } from '../i18n/LocaleProvider';
import styles from './Navigation.module.css';

/** While backups fail, administrators see it wherever they are, and come from here to what there is to do. */
export function BackupNote({ narrow }: { narrow: boolean }) {
  const t = useT();
  const { administration } = useMe().permissions;
  // Asked once; the core tells when it is another answer.
  const status = useBackups(administration);
  if (!status.data?.failing) return null;
  const words = t('backup.failing');
  return (
    <Link
      to="/settings/$part"
      params={{ part: 'backup' }}
      search={{}}
      className={styles.late}
      {...(narrow ? { title: words } : {})}
    >
      <TriangleAlert aria-hidden size="1rem" strokeWidth={1.75} />
      <span className={narrow ? 'visually-hidden' : undefined}>{words}</span>
    </Link>
  );
}
