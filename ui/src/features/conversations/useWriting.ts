import { useRef, useState } from 'react';
import { commands, type DraftKind, type EntryView, type SaidWhere } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import type { Drafts } from './useDrafts';

interface WritingOptions {
  conversation: string;
  kind: DraftKind;
  /** Where it was said, for what is written down. */
  where: SaidWhere;
  drafts: Drafts;
  onWritten: (entry: EntryView) => void;
}

function write({ conversation, kind, where }: WritingOptions, text: string, seen: string | null) {
  switch (kind) {
    case 'message':
      return call(commands.sendMessage(conversation, text, seen));
    case 'note':
      return call(commands.writeNote(conversation, text));
    case 'said':
      return call(commands.writeSaid({ conversation, said_where: where, text }));
  }
}

/** Sends what is written, once. The words go from the field only when the core has confirmed them. */
export function useWriting(options: WritingOptions) {
  const { kind, drafts, onWritten } = options;
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  // The state is drawn a moment later: a second press in that moment must not send twice.
  const busy = useRef(false);

  /** R29: `seen` is the newest of what came in between, once it was shown. */
  const send = async (seen: string | null = null) => {
    const text = drafts.texts[kind];
    if (busy.current || text.trim() === '') return;
    busy.current = true;
    setSending(true);
    setProblem(null);
    try {
      await drafts.settle(kind);
      const entry = await write(options, text, seen);
      drafts.clear(kind);
      onWritten(entry);
    } catch (error) {
      setProblem(error);
      drafts.write(kind, text);
    } finally {
      busy.current = false;
      setSending(false);
    }
  };
  return { send, isSending, problem, forgetProblem: () => setProblem(null) };
}
