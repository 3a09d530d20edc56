import { describe, expect, it } from 'vitest';
import { entry, view } from './samples.testing';
import { withEarlier, withEntry, withNewest } from './threadPages';

const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => entry({ id: String(from + index) }));
const ids = (pages: { entries: readonly { id: string }[] }) => pages.entries.map(({ id }) => Number(id));

describe('withNewest', () => {
  it('keeps what was loaded above, without a gap, while the newest page moves on', () => {
    const opened = withNewest(null, view({ entries: entries(51, 100), earlier: 'at 51' }));
    const more = withEarlier(opened, { entries: entries(1, 50), earlier: null });
    const later = withNewest(more, view({ entries: entries(53, 102), earlier: 'at 53' }));
    expect(ids(later)).toEqual(entries(1, 102).map(({ id }) => Number(id)));
    expect(later.earlier).toBeNull();
  });

  it('takes what the core says now of entries that it knows', () => {
    const opened = withNewest(
      null,
      view({ entries: [entry({ id: '1', delivery: { stands: 'waiting_for_address' } })] }),
    );
    const later = withNewest(
      opened,
      view({ entries: [entry({ id: '1', delivery: { stands: 'waiting_for_mailbox' } })] }),
    );
    expect(later.entries.map(({ delivery }) => delivery)).toEqual([{ stands: 'waiting_for_mailbox' }]);
  });

  it('begins anew rather than hide entries, when more came in than a page holds', () => {
    const opened = withNewest(null, view({ entries: entries(1, 50) }));
    const later = withNewest(opened, view({ entries: entries(60, 109), earlier: 'at 60' }));
    expect(ids(later)[0]).toBe(60);
    expect(later.earlier).toBe('at 60');
  });
});

describe('withEntry', () => {
  it('adds what was written once, also when the core has told of it already', () => {
    const written = entry({ id: '11' });
    const once = withEntry(view(), written);
    expect(once.entries).toHaveLength(2);
    expect(withEntry(once, written)).toBe(once);
  });
});
