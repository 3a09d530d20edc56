import type { EarlierEntries, EntryView, ThreadView } from '../../bridge/bindings';

/** As much of a thread as has been fetched: its newest entries and what was loaded above them. */
export interface ThreadPages {
  /** The oldest first, without a gap. */
  entries: readonly EntryView[];
  /** Where the entries before these end; null at the beginning of the thread. */
  earlier: string | null;
}

/**
 * Puts the newest entries, fetched again, under those that were loaded before. Only the newest page is ever
 * fetched again: a thread of 10,000 entries would otherwise be read whole on every change.
 */
export function withNewest(known: ThreadPages | null, { entries, earlier }: ThreadView): ThreadPages {
  const first = entries[0];
  if (known === null || first === undefined) return { entries, earlier };
  const at = known.entries.findLastIndex((entry) => entry.id === first.id);
  // More has come in than one page holds: what lies between is not known, so it begins anew.
  if (at < 0) return { entries, earlier };
  return { entries: [...known.entries.slice(0, at), ...entries], earlier: known.earlier };
}

/** Puts a page of earlier entries above those that are known. */
export function withEarlier(known: ThreadPages, page: EarlierEntries): ThreadPages {
  return { entries: [...page.entries, ...known.entries], earlier: page.earlier };
}

/** Adds what this person has just written, without waiting for the thread to be fetched again. */
export function withEntry(view: ThreadView, entry: EntryView): ThreadView {
  if (view.entries.some(({ id }) => id === entry.id)) return view;
  return { ...view, entries: [...view.entries, entry] };
}
