import { PageHeader } from '../../components/PageHeader';
import { useT } from '../../i18n/LocaleProvider';

interface ConversationsPageProps {
  /** The conversation whose thread is open. */
  selected: string | null;
}

/** The section Conversations (R40). */
export function ConversationsPage(_: ConversationsPageProps) {
  const t = useT();
  return <PageHeader title={t('conversations.title')} />;
}
