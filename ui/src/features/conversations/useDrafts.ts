import { useCallback, useEffect, useMemo, useState } from 'react';
import { commands, type DraftKind, type DraftView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { DraftKeeper } from './draftKeeper';

type Texts = Readonly<Record<DraftKind, string>>;

/** What this person has begun to write in a conversation (R28). */
export interface Drafts {
  texts: Texts;
  write: (kind: DraftKind, text: string) => void;
  /** The words have been sent, and the core has used the draft up. */
  clear: (kind: DraftKind) => void;
  flush: () => void;
  settle: (kind: DraftKind) => Promise<void>;
  /** Why the newest draft could not be saved, or null. */
  problem: unknown;
}

/** Begins with the drafts that the core has kept, and keeps what is added to them. */
export function useDrafts(conversation: string, kept: readonly DraftView[]): Drafts {
  const [texts, setTexts] = useState<Texts>(() => {
    const of = (kind: DraftKind) => kept.find(({ draft_kind }) => draft_kind === kind)?.text ?? '';
    return { message: of('message'), note: of('note'), said: of('said') };
  });
  const [problem, setProblem] = useState<unknown>(null);
  const keeper = useMemo(
    () =>
      new DraftKeeper({
        conversation,
        save: (kind, text) =>
          call(commands.saveDraft({ of: 'conversation', id: conversation, draft_kind: kind }, text)),
        onProblem: setProblem,
      }),
    [conversation],
  );

  useEffect(() => {
    const flush = () => keeper.flush();
    const hidden = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    keeper.open();
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      document.removeEventListener('visibilitychange', hidden);
      keeper.leave();
    };
  }, [keeper]);

  const write = useCallback(
    (kind: DraftKind, text: string) => {
      setTexts((before) => ({ ...before, [kind]: text }));
      keeper.write(kind, text);
    },
    [keeper],
  );
  const clear = useCallback((kind: DraftKind) => setTexts((before) => ({ ...before, [kind]: '' })), []);
  return {
    texts,
    write,
    clear,
    flush: () => keeper.flush(),
    settle: (kind) => keeper.settle(kind),
    problem,
  };
}
