import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
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

/** The row of pills above a list: one of them is always in force. */
export function FilterBar<V extends string>({ label, filters, selected, onSelect }: FilterBarProps<V>) {
  const format = useFormat();
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.bar ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const chosen = filters.find((filter) => keys.has(filter.id));
        if (chosen) onSelect(chosen.id);
      }}
    >
      {filters.map((filter) => (
        <ToggleButton key={filter.id} id={filter.id} className={styles.filter ?? ''}>
          {filter.label}
          {filter.count !== undefined && filter.count > 0 && (
            <span className={styles.count}>{format.count(filter.count)}</span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
