import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './Tabs.module.css';

/** One tab and what is under it. */
export interface TabItem<V extends string = string> {
  id: V;
  label: ReactNode;
  content: ReactNode;
}

interface TabsProps<V extends string> {
  label: string;
  tabs: readonly TabItem<V>[];
  selected: V;
  onSelect: (id: V) => void;
}

/**
 * A few views of the same place, such as the composer's reply and note. The arrows lead from one to the next.
 * Written out: every thread opens with it, and a collection of parts costs several times as much.
 */
export function Tabs<V extends string>({ label, tabs, selected, onSelect }: TabsProps<V>) {
  const base = useId();
  const at = tabs.findIndex(({ id }) => id === selected);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = target(event.key, at, tabs.length, document.dir === 'rtl');
    const tab = tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    onSelect(tab.id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, label: words }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-${id}`}
            aria-selected={id === selected}
            {...(id === selected ? { 'aria-controls': `${base}-panel` } : {})}
            tabIndex={id === selected ? 0 : -1}
            className={styles.tab}
            onClick={() => onSelect(id)}
          >
            {words}
          </button>
        ))}
      </div>
      <div
        key={selected}
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${selected}`}
        className={styles.panel}
      >
        {tabs[at]?.content}
      </div>
    </div>
  );
}

/** Where a key leads: round and round with the arrows, to the ends with Home and End. */
function target(key: string, at: number, count: number, isRtl: boolean): number {
  switch (key) {
    case isRtl ? 'ArrowLeft' : 'ArrowRight':
      return (at + 1) % count;
    case isRtl ? 'ArrowRight' : 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
