import { useMutation, useQuery } from '@tanstack/react-query';
import { MessageSquareQuote, Plus } from 'lucide-react';
import { useState } from 'react';
import { commands, type SavedReplyView } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { ConfirmDialog } from '../../components/Dialog';
import { EmptyState } from '../../components/EmptyState';
import { MoreActions } from '../../components/Menu';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useSetting, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { SavedReplyDialog } from './SavedReplyDialog';
import { Fault, Section } from './Section';
import styles from './Settings.module.css';

/** R30: everybody’s saved replies and one’s own. */
export function SavedReplies() {
  const t = useT();
  const list = useQuery({
    queryKey: [part.replies, 'list'],
    queryFn: () => call(commands.listSavedReplies()),
  });
  const [edited, setEdited] = useState<SavedReplyView | 'new' | null>(null);
  const [removed, setRemoved] = useState<SavedReplyView | null>(null);
  if (list.error) return <ProblemState error={list.error} onRetry={() => void list.refetch()} />;
  const add = (
    <Button icon={Plus} onPress={() => setEdited('new')}>
      {t('replies.add')}
    </Button>
  );
  return (
    <Section title={t('replies.title')} words={t('replies.words')} action={list.data?.length ? add : null}>
      {list.data === undefined ? (
        <Skeleton rows={3} />
      ) : list.data.length === 0 ? (
        <EmptyState icon={MessageSquareQuote} title={t('replies.none')} action={add}>
          {t('replies.noneWords')}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {list.data.map((reply) => (
            <Row key={reply.id} reply={reply} onEdit={setEdited} onRemove={setRemoved} />
          ))}
        </ul>
      )}
      {edited !== null && (
        <SavedReplyDialog reply={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {removed !== null && <Remove reply={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}

interface RowProps {
  reply: SavedReplyView;
  onEdit: (reply: SavedReplyView) => void;
  onRemove: (reply: SavedReplyView) => void;
}

function Row({ reply, onEdit, onRemove }: RowProps) {
  const t = useT();
  const { language } = useSetting();
  const other = language === 'fr' ? reply.english : reply.french;
  const text = (language === 'fr' ? reply.french : reply.english) || other;
  return (
    <li className={styles.row}>
      <span className={styles.names}>
        <span className={styles.name}>{reply.name}</span>
        <span className={styles.more}>
          {t(reply.shared ? 'replies.everybody' : 'replies.yours')} · {text}
        </span>
      </span>
      {reply.may_change && (
        <MoreActions
          of={reply.name}
          groups={[
            [{ id: 'edit', label: t('common.edit'), onAction: () => onEdit(reply) }],
            [{ id: 'remove', label: t('replies.remove'), danger: true, onAction: () => onRemove(reply) }],
          ]}
        />
      )}
    </li>
  );
}

function Remove({ reply, onClose }: { reply: SavedReplyView; onClose: () => void }) {
  const t = useT();
  const remove = useMutation({
    mutationFn: () => call(commands.removeSavedReply(reply.id)),
    onSuccess: () => {
      toasts.done(t('replies.removed', { name: reply.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('replies.removeTitle', { name: reply.name })}
      confirmLabel={t('replies.remove')}
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('replies.removeWords')}</p>
      <Fault>{remove.error ? problemWords(t, problemOf(remove.error)) : undefined}</Fault>
    </ConfirmDialog>
  );
}
