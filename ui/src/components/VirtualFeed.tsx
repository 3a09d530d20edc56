import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import styles from './VirtualFeed.module.css';

export interface VirtualFeedProps<T> {
  label: string;
  /** The oldest first. */
  items: readonly T[];
  getKey: (item: T) => string;
  estimateSize: (item: T) => number;
  /** Made once and not anew each time: an item is drawn again when it or this function is another one. */
  renderItem: (item: T) => ReactNode;
  /** What came before the first item. */
  hasEarlier?: boolean;
  onLoadEarlier?: () => void;
  isLoadingEarlier?: boolean;
  /** Where it opens; the end without it. */
  startAtKey?: string | null;
  /** The item that is brought into sight and gets the focus, as soon as it is there: once for each. */
  showKey?: string | null;
}

/** How far from the top the entries before are asked for, in pixels. */
const NEAR_TOP = 1600;
/** Items drawn beyond each edge of what is in sight. */
const OVERSCAN = 5;
const PADDING = { start: 12, end: 16 };
/** How high feeds were when one was last seen: the first drawing of the next has about as many items. */
let seenHeight = 0;

/**
 * A thread: it opens at its end, stays there while words are added, and does not move under the reader when
 * earlier ones are fetched. What is added is spoken politely, without moving the focus (R91).
 */
export function VirtualFeed<T>({
  label,
  items,
  getKey,
  estimateSize,
  renderItem,
  startAtKey = null,
  showKey = null,
  ...pages
}: VirtualFeedProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
  // What is in sight comes first; the items around it follow when that has been painted.
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const startIndex = () =>
    startAtKey === null ? -1 : items.findIndex((item) => getKey(item) === startAtKey);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item === undefined ? 80 : estimateSize(item);
    },
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : getKey(item);
    },
    overscan: isPainted ? OVERSCAN : 0,
    initialRect: { width: 0, height: seenHeight || window.innerHeight },
    // What is drawn first is where it opens, so that nothing is drawn that is scrolled away at once.
    initialOffset: () => {
      const at = startIndex();
      const until = at >= 0 ? at : items.length;
      const before = items.slice(0, until).reduce((sum, item) => sum + estimateSize(item), PADDING.start);
      const height = seenHeight || window.innerHeight;
      return at >= 0 ? before : Math.max(0, before + PADDING.end - height);
    },
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 48,
    paddingStart: PADDING.start,
    paddingEnd: PADDING.end,
  });

  // A feed that is taken down and put up again opens again.
  useLayoutEffect(() => {
    const element = scroller.current;
    return () => {
      opened.current = false;
      seenHeight = element?.clientHeight ?? seenHeight;
    };
  }, []);
  const open = useEffectEvent(() => {
    if (opened.current || items.length === 0) return;
    opened.current = true;
    const at = startIndex();
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'start' });
    else virtualizer.scrollToEnd();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it opens when the first items are there.
  useLayoutEffect(() => open(), [items.length]);

  // What is led to may come with a page that is fetched for it; it is drawn a moment after the feed has moved.
  const brought = useRef<string | null>(null);
  const toFocus = useRef<string | null>(null);
  const wantedAt = showKey === null ? -1 : items.findIndex((item) => getKey(item) === showKey);
  const bring = useEffectEvent(() => {
    if (wantedAt < 0 || brought.current === showKey) return;
    brought.current = showKey;
    toFocus.current = showKey;
    virtualizer.scrollToIndex(wantedAt, { align: 'center' });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each, when its place is known.
  useLayoutEffect(() => bring(), [showKey, wantedAt]);
  useLayoutEffect(() => {
    if (toFocus.current === null) return;
    const item = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(toFocus.current)}"]`);
    if (!item) return;
    toFocus.current = null;
    item.focus({ preventScroll: true });
  });

  const shown = virtualizer.getVirtualItems();
  const isNearTop = (virtualizer.scrollOffset ?? 0) <= NEAR_TOP;
  const askForEarlier = useEffectEvent(() => {
    // The virtualizer hears of the scroll that opens the thread a moment later: the element knows already.
    const isThere = (scroller.current?.scrollTop ?? 0) <= NEAR_TOP;
    if (opened.current && isNearTop && isThere && pages.hasEarlier && !pages.isLoadingEarlier) {
      pages.onLoadEarlier?.();
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that came in short asks for the next one.
  useEffect(() => askForEarlier(), [isNearTop, items.length, pages.hasEarlier, pages.isLoadingEarlier]);

  const total = virtualizer.getTotalSize();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <div ref={scroller} className={styles.scroller} data-scroller role="log" aria-label={label} tabIndex={0}>
      <div className={styles.feed} style={{ blockSize: total }}>
        {shown.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          return (
            <Item<T>
              key={key}
              itemKey={getKey(item)}
              isWanted={index === wantedAt}
              item={item}
              index={index}
              start={start}
              measure={virtualizer.measureElement}
              renderItem={renderItem}
            />
          );
        })}
      </div>
    </div>
  );
}

interface ItemProps<T> {
  item: T;
  itemKey: string;
  isWanted: boolean;
  index: number;
  start: number;
  measure: (element: HTMLElement | null) => void;
  renderItem: (item: T) => ReactNode;
}

/** One item, drawn once for as long as nothing about it changes. */
const Item = memo(function Item<T>({
  item,
  itemKey,
  isWanted,
  index,
  start,
  measure,
  renderItem,
}: ItemProps<T>) {
  return (
    <div
      ref={measure}
      data-index={index}
      data-key={itemKey}
      className={styles.item}
      style={{ translate: `0 ${start}px` }}
      {...(isWanted ? { 'data-wanted': true, tabIndex: -1 } : {})}
    >
      <Words item={item} renderItem={renderItem} />
    </div>
  );
}) as <T>(props: ItemProps<T> & { key: React.Key }) => ReactNode;

/** What stands in it: it is moved far more often than it changes. */
const Words = memo(function Words<T>({ item, renderItem }: Pick<ItemProps<T>, 'item' | 'renderItem'>) {
  return renderItem(item);
}) as <T>(props: Pick<ItemProps<T>, 'item' | 'renderItem'>) => ReactNode;
