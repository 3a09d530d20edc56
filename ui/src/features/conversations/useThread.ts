import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { answered, askAhead, askOnce } from '../../bridge/ahead';
import { commands, type EntryView, type ThreadHead, type ThreadView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { draftsSaved } from './draftKeeper';
import { type ThreadPages, withEarlier, withEntry, withNewest } from './threadPages';
import { isAttentive } from './useMarkRead';

const threadKey = (id: string): QueryKey => [part.conversations, 'thread', id];

const aheadKey = (id: string) => `thread ${id}`;

async function fetchThread(id: string): Promise<ThreadView> {
  await draftsSaved(id);
  return call(commands.openThread(id));
}

/** Asks for a thread at the click that leads to it. */
export const askForThread = (id: string): Promise<void> => askAhead(aheadKey(id), () => fetchThread(id));

/** A thread that has been fetched, and the ways to add to it. */
export interface OpenThread {
  head: ThreadHead;
  pages: ThreadPages;
  drafts: ThreadView['drafts'];
  files: ThreadView['files'];
  /** The first entry that this person has still not read. */
  unreadNow: string | null;
  /** Where the mark *New* stands for as long as the thread is open. */
  firstUnread: string | null;
  loadEarlier: () => void;
  /** Loads as much as leads back to an entry (R42). */
  loadBackTo: (entry: string) => void;
  isLoadingEarlier: boolean;
  earlierFailed: boolean;
  /** Shows what has just been written. */
  add: (entry: EntryView) => void;
}

interface Shown {
  view: ThreadView;
  pages: ThreadPages;
  firstUnread: string | null;
}

/** Reads a thread from its newest entries upwards. */
export function useThread(id: string) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: threadKey(id),
    queryFn: () => askOnce(aheadKey(id), () => fetchThread(id)),
    initialData: () => answered<ThreadView>(aheadKey(id)),
    // Whoever comes back opens it anew: drafts and the first unread entry belong to the moment of opening.
    gcTime: 0,
  });
  const [shown, setShown] = useState<Shown | null>(null);
  const view = query.data;
  if (view !== undefined && view !== shown?.view) {
    setShown({
      view,
      pages: withNewest(shown?.pages ?? null, view),
      firstUnread: newMark(shown, view),
    });
  }

  const earlier = useMutation({
    mutationFn: ({ before, backTo }: { before: string; backTo: string | null }) =>
      call(commands.earlierEntries(id, before, backTo)),
    // A page that was asked for twice, by scrolling and by what the address leads to, is put in once.
    onSuccess: (page, { before }) =>
      setShown((now) =>
        now?.pages.earlier === before ? { ...now, pages: withEarlier(now.pages, page) } : now,
      ),
  });

  // What draws the entries and the composer is not drawn again for a new page: these stay the same.
  const before = shown?.pages.earlier ?? null;
  const { mutate, isPending } = earlier;
  const loadEarlier = useCallback(() => {
    if (before !== null && !isPending) mutate({ before, backTo: null });
  }, [before, isPending, mutate]);
  const loadBackTo = useCallback(
    (entry: string) => {
      if (before !== null && !isPending) mutate({ before, backTo: entry });
    },
    [before, isPending, mutate],
  );
  const add = useCallback(
    (entry: EntryView) =>
      client.setQueryData<ThreadView>(threadKey(id), (now) => now && withEntry(now, entry)),
    [client, id],
  );

  const thread: OpenThread | null = shown && {
    head: shown.view.head,
    pages: shown.pages,
    drafts: shown.view.drafts,
    files: shown.view.files,
    unreadNow: shown.view.first_unread,
    firstUnread: shown.firstUnread,
    loadEarlier,
    loadBackTo,
    isLoadingEarlier: earlier.isPending,
    earlierFailed: earlier.isError,
    add,
  };
  return { thread, error: query.error, retry: () => void query.refetch() };
}

/** What arrives before the person's eyes is not marked; what came while they looked elsewhere is. */
function newMark(shown: Shown | null, view: ThreadView): string | null {
  if (shown === null) return view.first_unread;
  const arrived = view.first_unread !== null && view.first_unread !== shown.view.first_unread;
  return arrived && !isAttentive() ? view.first_unread : shown.firstUnread;
}
