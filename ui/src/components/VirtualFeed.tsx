import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import styles from './VirtualFeed.module.css';

export interface VirtualFeedProps<T> {
  label: string;
  /** The oldest first. */
  items: readonly T[];
  getKey: (item: T) => string;
  estimateSize: (item: T) => number;
  renderItem: (item: T) => ReactNode;
  /** What came before the first item. */
  hasEarlier?: boolean;
  onLoadEarlier?: () => void;
  isLoadingEarlier?: boolean;
  /** Where it opens; the end without it. */
  startAtKey?: string | null;
}

/** How far from the top the entries before are asked for, in pixels. */
const NEAR_TOP = 1200;

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
  ...pages
}: VirtualFeedProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
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
    overscan: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 48,
    paddingStart: 12,
    paddingEnd: 16,
  });

  // A feed that is taken down and put up again opens again.
  useLayoutEffect(
    () => () => {
      opened.current = false;
    },
    [],
  );
  const open = useEffectEvent(() => {
    if (opened.current || items.length === 0) return;
    opened.current = true;
    const at = startAtKey === null ? -1 : items.findIndex((item) => getKey(item) === startAtKey);
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'start' });
    else virtualizer.scrollToIndex(items.length - 1, { align: 'end' });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it opens when the first items are there.
  useLayoutEffect(() => open(), [items.length]);

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
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.item}
              style={{ translate: `0 ${start}px` }}
            >
              {renderItem(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
