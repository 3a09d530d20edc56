import { PageHeader } from '../../components/PageHeader';
import { useT } from '../../i18n/LocaleProvider';

/** The section Settings. */
export function SettingsPage() {
  const t = useT();
  return <PageHeader title={t('settings.title')} />;
}
