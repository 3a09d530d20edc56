import { PageHeader } from '../../components/PageHeader';
import { useT } from '../../i18n/LocaleProvider';

/** The section Bookings. */
export function BookingsPage() {
  const t = useT();
  return <PageHeader title={t('bookings.title')} />;
}
