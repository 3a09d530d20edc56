import type { KeyboardEvent } from 'react';
import { useFormat } from '../i18n/LocaleProvider';
import styles from './FilterBar.module.css';

/** One filter; a count stands behind the word where it helps. */
export interface Filter<V extends string = string> {
  id: V;
  label: string;
  count?: number;
}

interface FilterBarProps<V extends string> {
  label: string;
  filters: readonly Filter<V>[];
  selected: V;
  onSelect: (id: V) => void;
}

/**
 * The row of pills above a list: one of them is always in force. Tab leads to that one, and the arrows to the
 * others, which Enter or the space bar puts in force. Plain buttons: they are drawn with every list.
 */
export function FilterBar<V extends string>({ label, filters, selected, onSelect }: FilterBarProps<V>) {
  const format = useFormat();
  return (
    <div role="radiogroup" aria-label={label} className={styles.bar} onKeyDown={walk}>
      {filters.map(({ id, label: words, count = 0 }) => (
        // biome-ignore lint/a11y/useSemanticElements: a pill that is pressed, not a round beside words.
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === selected}
          tabIndex={id === selected ? 0 : -1}
          className={styles.filter}
          data-selected={id === selected || undefined}
          onClick={() => {
            if (id !== selected) onSelect(id);
          }}
        >
          {words}
          {count > 0 && <span className={styles.count}>{format.count(count)}</span>}
        </button>
      ))}
    </div>
  );
}

function walk(event: KeyboardEvent<HTMLDivElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = STEPS[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')];
  const forward = event.key.endsWith('Left') || event.key.endsWith('Right') ? document.dir !== 'rtl' : true;
  const at = all.indexOf(event.target as HTMLElement);
  const next = all[at + (forward ? step : -step)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
