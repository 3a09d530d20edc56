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
 * A few views of the same place, such as the composer's reply and note. Tab leads to the one that is shown, the
 * arrows show the others. Plain buttons: they are drawn with every thread.
 */
export function Tabs<V extends string>({ label, tabs, selected, onSelect }: TabsProps<V>) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = tabs.findIndex((tab) => tab.id === selected);
    const next = tabs[nextTab(event.key, at, tabs.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`${id}${next.id}`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === selected}
            {...(tab.id === selected ? { 'aria-controls': `${id}panel` } : {})}
            tabIndex={tab.id === selected ? 0 : -1}
            data-selected={tab.id === selected || undefined}
            className={styles.tab}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map(
        (tab) =>
          tab.id === selected && (
            <div
              key={tab.id}
              id={`${id}panel`}
              role="tabpanel"
              aria-labelledby={`${id}${tab.id}`}
              className={styles.panel}
            >
              {tab.content}
            </div>
          ),
      )}
    </div>
  );
}

/** The place of the tab that a key leads to, around the ends. */
function nextTab(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
