import { PageHeader } from '../../components/PageHeader';
import { useT } from '../../i18n/LocaleProvider';

/** The section Import. */
export function ImportPage() {
  const t = useT();
  return <PageHeader title={t('import.title')} />;
}
