import { MessagesSquare } from 'lucide-react';
import { EmptyState } from '../../components/EmptyState';
import { useT } from '../../i18n/LocaleProvider';
import { ConversationList } from './ConversationList';
import styles from './ConversationsPage.module.css';
import { Thread } from './Thread';

interface ConversationsPageProps {
  /** The conversation whose thread is open. */
  selected: string | null;
}

/** The section Conversations: all of them, and the thread of one beside the list (R40). */
export function ConversationsPage({ selected }: ConversationsPageProps) {
  const t = useT();
  return (
    <div className={styles.page} data-open={selected !== null || undefined}>
      <div className={styles.list}>
        <ConversationList selected={selected} />
      </div>
      <div className={styles.thread}>
        {selected === null ? (
          <EmptyState icon={MessagesSquare} title={t('conversations.none')}>
            {t('conversations.noneNext')}
          </EmptyState>
        ) : (
          <Thread key={selected} id={selected} />
        )}
      </div>
    </div>
  );
}
