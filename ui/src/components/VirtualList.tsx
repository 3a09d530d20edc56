import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useT } from '../i18n/LocaleProvider';
import { firstRow, lastRow, nextRow, rowOrder } from './rowOrder';
import { useShortcut } from './shortcuts';
import styles from './VirtualList.module.css';

/** What a row is told about itself. */
export interface RowState {
  isSelected: boolean;
  /** The row that Tab reaches: what stands in it takes `excludeFromTabOrder={!isActive}`. */
  isActive: boolean;
}

/**
 * What draws a row or a heading. A row is drawn again when its item or one of these functions is another
 * one: where a list is long, they are made once and not anew each time.
 */
interface Drawing<T> {
  /** What stands in the row. It is a button: no links or buttons inside, those belong in `renderActions`. */
  renderItem: (item: T, state: RowState) => ReactNode;
  renderHeading?: (item: T) => ReactNode;
  /** Buttons at the end of the row, beside what opens it. */
  renderActions?: (item: T, state: RowState) => ReactNode;
}

export interface VirtualListProps<T> extends Drawing<T> {
  /** The name of the list for screen readers. */
  label: string;
  /** Rows and group headings in the order in which they are shown. */
  items: readonly T[];
  getKey: (item: T) => string;
  /** Height before it has been measured. */
  estimateSize: (item: T) => number;
  /** All rows are of one height, and all headings: one of each is measured, not every one. */
  isUniform?: boolean;
  /** A heading is not reached by J and K, and opens nothing. */
  isHeading?: (item: T) => boolean;
  /** The row whose panel or thread is open. */
  selectedKey?: string | null;
  onOpen: (item: T) => void;
  /** The next page, asked for before the end is in sight. */
  hasMore?: boolean;
  onLoadMore?: () => void;
  isLoadingMore?: boolean;
  /** The page before the first. */
  hasEarlier?: boolean;
  onLoadEarlier?: () => void;
  /** How many rows there are in all, where that is known. */
  total?: number;
  /** J and K from anywhere in the window lead here. */
  takesKeys?: boolean;
  /** Where the list was when it was last seen: kept per id for as long as the window stands. */
  scrollId?: string;
}

const NEAR_THE_EDGE = 24;
/** Rows drawn beyond each edge of what is in sight. */
const OVERSCAN = 6;
const seenAt = new Map<string, number>();
/** How high lists were when they were last seen: the first drawing of the next one has about as many rows. */
let seenHeight = 0;
/** The row that was opened last in a list: it was in sight then, and stays where it is. */
let openedInList: string | null = null;

/** A list of any length: only what is in sight is drawn, and one row at a time can be reached by Tab. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, getKey, estimateSize, selectedKey = null, scrollId, takesKeys = true } = props;
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const toFocus = useRef<string | null>(null);
  const [activeKey, setActiveKey] = useState<string | null>(selectedKey);

  const isHeading = (item: T) => props.isHeading?.(item) ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys and headings are properties of the items.
  const order = useMemo(() => rowOrder(items, getKey, isHeading), [items]);
  const isRow = (index: number) => order.positions[index] !== undefined && order.positions[index] > 0;
  const keyAt = (index: number) => {
    const item = items[index];
    return item === undefined ? null : getKey(item);
  };

  // What is in sight comes first; the rows around it follow when that has been painted.
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const heights = useRef<{ row?: number; heading?: number }>({});
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      if (item === undefined) return 46;
      return heights.current[isHeading(item) ? 'heading' : 'row'] ?? estimateSize(item);
    },
    getItemKey: (index) => keyAt(index) ?? index,
    overscan: isPainted ? OVERSCAN : 0,
    initialRect: { width: 0, height: seenHeight || window.innerHeight },
    initialOffset: () => (scrollId === undefined ? 0 : (seenAt.get(scrollId) ?? 0)),
    // Scrolled away from the top, what is being read stays where it is when rows arrive above it; at the top
    // they are what the person wants to see.
    anchorTo: (scroller.current?.scrollTop ?? 0) > 0 ? 'end' : 'start',
  });
  const shown = virtualizer.getVirtualItems();

  const focusRow = (index: number) => {
    const key = keyAt(index);
    if (key === null) return;
    toFocus.current = key;
    setActiveKey(key);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    giveFocus();
  };
  // A row that is far away is drawn only after the list has moved: the focus waits for it.
  const giveFocus = () => {
    if (toFocus.current === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(toFocus.current)}"]`);
    if (!row) return;
    toFocus.current = null;
    row.focus({ preventScroll: true });
  };
  useLayoutEffect(giveFocus);

  // Where a selection is made elsewhere (search, a link) Tab leads to it.
  useEffect(() => {
    if (selectedKey !== null) setActiveKey(selectedKey);
  }, [selectedKey]);
  // It is brought into sight, too, once its row is there.
  const isKnown = selectedKey !== null && order.indexes.has(selectedKey);
  const bring = useEffectEvent(() => {
    const index = selectedKey === null ? undefined : order.indexes.get(selectedKey);
    if (index === undefined || selectedKey === openedInList) return;
    openedInList = selectedKey;
    virtualizer.scrollToIndex(index, { align: 'auto' });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each selection, as soon as its row is known.
  useLayoutEffect(() => bring(), [selectedKey, isKnown]);

  // How many rows there were when the next page was asked for, until it is on its way: it is asked for once.
  const askedWith = useRef<number | null>(null);
  const askForPages = useEffectEvent((first: number, last: number) => {
    if (props.isLoadingMore) askedWith.current = null;
    else if (props.hasMore && last >= items.length - NEAR_THE_EDGE && askedWith.current !== items.length) {
      askedWith.current = items.length;
      props.onLoadMore?.();
    }
    if (props.hasEarlier && first <= NEAR_THE_EDGE) props.onLoadEarlier?.();
  });
  const first = shown[0]?.index ?? 0;
  const last = shown[shown.length - 1]?.index ?? -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that came in short asks for the next one.
  useEffect(() => askForPages(first, last), [first, last, items.length, props.isLoadingMore]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || scrollId === undefined) return;
    return () => {
      seenAt.set(scrollId, element.scrollTop);
      seenHeight = element.clientHeight;
    };
  }, [scrollId]);

  // One row and one heading tell how high all are; the list is another one where it has another width.
  const measure = useEffectEvent(() => {
    const heightOf = (selector: string) => list.current?.querySelector<HTMLElement>(selector)?.offsetHeight;
    const row = heightOf('[data-list-row]') || heights.current.row;
    const heading = heightOf('[data-heading]') || heights.current.heading;
    if (row === heights.current.row && heading === heights.current.heading) return;
    heights.current = { ...(row ? { row } : {}), ...(heading ? { heading } : {}) };
    virtualizer.measure();
  });
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!props.isUniform || list.current === null) return;
    measure();
    const observer = new ResizeObserver(() => measure());
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [props.isUniform]);

  const current = activeKey === null ? -1 : (order.indexes.get(activeKey) ?? -1);
  const active = current >= 0 && isRow(current) ? current : firstRow(items.length, isRow);
  const move = (step: 1 | -1) => focusRow(nextRow(current < 0 ? -1 : current, step, items.length, isRow));
  useShortcut('j', takesKeys ? () => move(1) : null);
  useShortcut('k', takesKeys ? () => move(-1) : null);

  const latest = useRef(props.onOpen);
  useLayoutEffect(() => {
    latest.current = props.onOpen;
  });
  const onOpen = useCallback((item: T, key: string) => {
    openedInList = key;
    latest.current(item);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-list-row]');
    if (event.altKey || event.ctrlKey || event.metaKey || row === null) return;
    const handled = () => event.preventDefault();
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 460) / 46) - 1);
    switch (event.key) {
      case 'ArrowDown':
        if (target.hasAttribute('aria-haspopup')) return;
        handled();
        return move(1);
      case 'ArrowUp':
        if (target.hasAttribute('aria-haspopup')) return;
        handled();
        return move(-1);
      case 'Home':
        handled();
        return focusRow(firstRow(items.length, isRow));
      case 'End':
        handled();
        return focusRow(lastRow(items.length, isRow));
      case 'PageDown':
        handled();
        return focusRow(nextRow(Math.min(items.length - 1, active + page) - 1, 1, items.length, isRow));
      case 'PageUp':
        handled();
        return focusRow(nextRow(Math.max(0, active - page) + 1, -1, items.length, isRow));
      case 'ArrowRight':
      case 'ArrowLeft':
        return besides(row, target, event.key === 'ArrowRight' ? 1 : -1, handled);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the rows.
    <div ref={scroller} className={styles.scroller} data-scroller onKeyDown={onKeyDown}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a virtual list are placed, not flowed. */}
      <div
        ref={list}
        role="list"
        aria-label={label}
        className={styles.list}
        style={{ blockSize: virtualizer.getTotalSize() }}
      >
        {shown.map(({ index, start, key }) => {
          const item = items[index];
          if (item === undefined) return null;
          const rowKey = getKey(item);
          return (
            <Row<T>
              key={key}
              item={item}
              rowKey={rowKey}
              index={index}
              start={start}
              isHeading={isHeading(item)}
              isSelected={rowKey === selectedKey}
              isActive={index === active}
              position={order.positions[index] ?? 0}
              total={props.total ?? -1}
              renderItem={props.renderItem}
              {...(props.renderHeading ? { renderHeading: props.renderHeading } : {})}
              {...(props.renderActions ? { renderActions: props.renderActions } : {})}
              measure={props.isUniform ? null : virtualizer.measureElement}
              onFocus={setActiveKey}
              onOpen={onOpen}
            />
          );
        })}
      </div>
      {props.isLoadingMore && (
        <p role="status" className={styles.more}>
          {t('common.loadingMore')}
        </p>
      )}
    </div>
  );
}

interface RowProps<T> extends Drawing<T> {
  item: T;
  rowKey: string;
  index: number;
  start: number;
  isHeading: boolean;
  isSelected: boolean;
  isActive: boolean;
  position: number;
  total: number;
  measure: ((element: HTMLElement | null) => void) | null;
  onFocus: (key: string) => void;
  onOpen: (item: T, key: string) => void;
}

/** One row or heading, drawn once for as long as nothing about it changes: scrolling moves it, no more. */
const Row = memo(function Row<T>({ item, rowKey, isHeading, isSelected, isActive, ...props }: RowProps<T>) {
  const state = { isSelected, isActive };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a virtual list are placed, not flowed.
    <div
      ref={props.measure}
      role="listitem"
      className={styles.item}
      data-index={props.index}
      data-heading={isHeading || undefined}
      data-list-row={isHeading ? undefined : true}
      data-selected={isSelected || undefined}
      style={{ translate: `0 ${props.start}px` }}
      {...(isHeading ? {} : { 'aria-posinset': props.position, 'aria-setsize': props.total })}
    >
      {isHeading ? (
        props.renderHeading?.(item)
      ) : (
        <>
          <button
            type="button"
            className={styles.open}
            data-row={rowKey}
            tabIndex={isActive ? 0 : -1}
            aria-current={isSelected || undefined}
            onFocus={() => props.onFocus(rowKey)}
            onClick={() => props.onOpen(item, rowKey)}
          >
            {props.renderItem(item, state)}
          </button>
          {props.renderActions && <div className={styles.actions}>{props.renderActions(item, state)}</div>}
        </>
      )}
    </div>
  );
}) as <T>(props: RowProps<T> & { key: React.Key }) => ReactNode;

/** Left and right lead from the row to its buttons and back. */
function besides(row: HTMLElement, target: HTMLElement, step: 1 | -1, handled: () => void) {
  const stops = [...row.querySelectorAll<HTMLElement>('button:not([disabled]), a[href]')];
  const next = stops[stops.indexOf(target) + step];
  if (next === undefined) return;
  handled();
  next.focus({ preventScroll: true });
}
