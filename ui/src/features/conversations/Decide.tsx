import { useMutation } from '@tanstack/react-query';
import { Pencil, RotateCcw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { commands, type Delivery, type EntryView } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { Details } from '../../components/Details';
import { Dialog } from '../../components/Dialog';
import { TextArea } from '../../components/TextArea';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Entry.module.css';

/** R23, R29: what a person can do with a message that has not gone, or did not arrive. */
export function Decide({ entry, delivery }: { entry: EntryView; delivery: Delivery }) {
  const t = useT();
  const [isEditing, setEditing] = useState(false);
  const told = { onError: (error: unknown) => toasts.problem(problemWords(t, problemOf(error))) };
  const again = useMutation({ mutationFn: () => call(commands.sendAgain(entry.id)), ...told });
  const discard = useMutation({
    mutationFn: () => call(commands.discardMessage(entry.id)),
    onSuccess: () => toasts.done(t('mail.takenBack')),
    ...told,
  });
  const { stands } = delivery;
  const needsOne = stands === 'held' || stands === 'not_delivered' || stands === 'may_have_been_sent';
  if (!needsOne) return null;
  return (
    <div className={styles.decide}>
      <Button icon={RotateCcw} isPending={again.isPending} onPress={() => again.mutate()}>
        {stands === 'held' ? t('mail.sendNow') : t('mail.sendAgain')}
      </Button>
      {stands !== 'may_have_been_sent' && (
        <>
          <Button variant="quiet" icon={Pencil} onPress={() => setEditing(true)}>
            {t('mail.edit')}
          </Button>
          <Button variant="quiet" icon={Undo2} isPending={discard.isPending} onPress={() => discard.mutate()}>
            {t('mail.takeBack')}
          </Button>
        </>
      )}
      {delivery.stands === 'not_delivered' && <Details text={delivery.said} />}
      {isEditing && <Edit entry={entry} onClose={() => setEditing(false)} />}
    </div>
  );
}

/** Other words for a message that has certainly not gone. */
function Edit({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const t = useT();
  const [text, setText] = useState(entry.text);
  const save = useMutation({
    mutationFn: () => call(commands.editMessage(entry.id, text)),
    onSuccess: onClose,
  });
  return (
    <Dialog
      isOpen
      title={t('mail.editTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isPending={save.isPending} onPress={() => save.mutate()}>
            {t('mail.editSend')}
          </Button>
        </>
      }
    >
      <TextArea label={t('mail.editTitle')} value={text} onChange={setText} />
      {save.error !== null && <p role="alert">{problemWords(t, problemOf(save.error))}</p>}
    </Dialog>
  );
}
