import { useCallback } from 'react';
import { type ConversationState, commands, type ThreadHead } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import type { Translate } from '../../i18n/translate';

/** Closes an open conversation and reopens a closed one, at once; both can be undone (R25). */
export function useCloseReopen({ id, state, resident }: ThreadHead): () => void {
  const t = useT();
  return useCallback(
    () => void settle(t, { id, resident, to: state === 'open' ? 'closed' : 'open', undoable: true }),
    [t, id, resident, state],
  );
}

interface Settling {
  id: string;
  resident: string;
  to: ConversationState;
  undoable: boolean;
}

// Not a mutation of the component: *Undo* has to work after the person has gone to another screen.
async function settle(t: Translate, { id, resident: name, to, undoable }: Settling): Promise<void> {
  try {
    await call(to === 'closed' ? commands.closeConversation(id) : commands.reopenConversation(id));
  } catch (error) {
    toasts.problem(problemWords(t, problemOf(error)));
    return;
  }
  const words =
    to === 'closed' ? t('conversations.closedDone', { name }) : t('conversations.reopenedDone', { name });
  const back: Settling = { id, resident: name, to: to === 'closed' ? 'open' : 'closed', undoable: false };
  toasts.done(words, undoable ? () => void settle(t, back) : undefined);
}
