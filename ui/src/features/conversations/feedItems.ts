import type { EntryKind, EntryView } from '../../bridge/bindings';
import type { Format } from '../../i18n/format';

/** One line of the thread as it is drawn. */
export type FeedItem =
  | { kind: 'failed' }
  | { kind: 'day'; at: string; key: string }
  | { kind: 'new' }
  | { kind: 'entry'; entry: EntryView; before: EntryKind | null };

/** The key of the line that says where the unread entries begin. */
export const NEW_KEY = 'new';

interface FeedOptions {
  format: Format;
  /** The first entry that had not been read when the thread was opened. */
  firstUnread: string | null;
  /** The entries before these could not be loaded. */
  failed: boolean;
}

/** Lays entries out by day, and marks where the unread ones begin. */
export function feedItems(entries: readonly EntryView[], { format, firstUnread, failed }: FeedOptions) {
  const items: FeedItem[] = failed ? [{ kind: 'failed' }] : [];
  let day = '';
  let before: EntryKind | null = null;
  for (const entry of entries) {
    const key = format.dayKey(entry.at);
    if (key !== day) items.push({ kind: 'day', at: entry.at, key });
    if (entry.id === firstUnread) items.push({ kind: 'new' });
    items.push({ kind: 'entry', entry, before });
    day = key;
    before = entry.entry_kind;
  }
  return items;
}

/** What identifies a line while others come and go around it. */
export function feedKey(item: FeedItem): string {
  switch (item.kind) {
    case 'day':
      return `day ${item.key}`;
    case 'entry':
      return item.entry.id;
    case 'new':
      return NEW_KEY;
    case 'failed':
      return 'failed';
  }
}

const LINE = 21;
const CHARACTERS_A_LINE = 56;

/** About how high a line will be, before it has been measured. */
export function feedHeight(item: FeedItem): number {
  if (item.kind !== 'entry') return 40;
  const { text, entry_kind } = item.entry;
  if (!isWritten(entry_kind)) return text === '' ? 38 : 90;
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + 1 + Math.floor(line.length / CHARACTERS_A_LINE), 0);
  return lines * LINE + 52;
}

/** Whether somebody wrote it; everything else happened. */
export function isWritten(kind: EntryKind): boolean {
  switch (kind) {
    case 'message_out':
    case 'message_in':
    case 'note':
    case 'said_at_desk':
    case 'said_by_phone':
      return true;
    default:
      return false;
  }
}
