import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { rememberDraft } from './bookingQueries';

/** How long after the last key a draft is saved. */
export const DRAFT_AFTER_MS = 400;

/** R28: what has been begun to write about a booking, kept on disk while it is written. */
export function useBookingDraft(id: string, initial: string) {
  const client = useQueryClient();
  const [text, setText] = useState(initial);
  const [failed, setFailed] = useState(false);
  const latest = useRef(initial);
  const saved = useRef(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Saves go one after the other: an older text must never land after a newer one, or after Send.
  const line = useRef<Promise<void>>(Promise.resolve());

  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    line.current = line.current.then(async () => {
      const words = latest.current;
      if (words === saved.current) return;
      try {
        await call(commands.saveDraft({ of: 'booking', id }, words));
        saved.current = words;
        rememberDraft(client, id, words);
        setFailed(false);
      } catch {
        setFailed(true);
      }
    });
    return line.current;
  }, [client, id]);

  const write = useCallback(
    (words: string) => {
      latest.current = words;
      setText(words);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), DRAFT_AFTER_MS);
    },
    [flush],
  );

  /** What has been sent is no draft any more: nothing of it may be saved again. */
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = '';
    saved.current = '';
    rememberDraft(client, id, '');
  }, [client, id]);

  useEffect(() => () => void flush(), [flush]);
  return { text, write, flush, forget, failed };
}
