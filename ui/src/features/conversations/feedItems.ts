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

// An item is drawn again only where it is another one: with every page that comes, those known are kept.
const FAILED: FeedItem = { kind: 'failed' };
const NEW: FeedItem = { kind: 'new' };
const days = new WeakMap<EntryView, FeedItem & { kind: 'day' }>();
const known = new WeakMap<EntryView, FeedItem & { kind: 'entry' }>();

function dayItem(entry: EntryView, key: string): FeedItem {
  const kept = days.get(entry);
  if (kept?.key === key) return kept;
  const made = { kind: 'day', at: entry.at, key } as const;
  days.set(entry, made);
  return made;
}

function entryItem(entry: EntryView, before: EntryKind | null): FeedItem {
  const kept = known.get(entry);
  if (kept !== undefined && kept.before === before) return kept;
  const made = { kind: 'entry', entry, before } as const;
  known.set(entry, made);
  return made;
}

/** Lays entries out by day, and marks where the unread ones begin. */
export function feedItems(entries: readonly EntryView[], { format, firstUnread, failed }: FeedOptions) {
  const items: FeedItem[] = failed ? [FAILED] : [];
  let day = '';
  let before: EntryKind | null = null;
  for (const entry of entries) {
    const key = format.dayKey(entry.at);
    if (key !== day) items.push(dayItem(entry, key));
    if (entry.id === firstUnread) items.push(NEW);
    items.push(entryItem(entry, before));
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

const heights = new WeakMap<EntryView, number>();

/** About how high a line will be, before it has been measured. */
export function feedHeight(item: FeedItem): number {
  if (item.kind !== 'entry') return 40;
  const counted = heights.get(item.entry) ?? entryHeight(item.entry);
  heights.set(item.entry, counted);
  return counted;
}

function entryHeight({ text, entry_kind }: EntryView): number {
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
    case 'automatic_reply':
    case 'sent_elsewhere':
      return true;
    default:
      return false;
  }
}
