import { PageHeader } from '../../components/PageHeader';
import { useT } from '../../i18n/LocaleProvider';

/** The section Events. */
export function EventsPage() {
  const t = useT();
  return <PageHeader title={t('events.title')} />;
}
