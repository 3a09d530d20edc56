import { PageHeader } from '../../components/PageHeader';
import { useT } from '../../i18n/LocaleProvider';

/** The section Residents. */
export function ResidentsPage() {
  const t = useT();
  return <PageHeader title={t('residents.title')} />;
}
