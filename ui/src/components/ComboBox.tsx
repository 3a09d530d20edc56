import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import {
  ComboBox as AriaComboBox,
  Button,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { cx } from './cx';
import styles from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';
import popover from './Popover.module.css';
import type { Choice } from './Select';

export interface ComboBoxProps extends FieldWords {
  value: string | null;
  onChange: (value: string | null) => void;
  /** What can be chosen now. With `onSearch` the core has filtered it already. */
  choices: readonly Choice[];
  /** Told what is typed, for lists that the core searches (residents, events). */
  onSearch?: (words: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** One choice out of a long list, found by typing. */
export function ComboBox({ value, onChange, choices, onSearch, placeholder, ...props }: ComboBoxProps) {
  const [words, rest] = splitWords(props);
  const t = useT();
  // The same array as long as the choices are the same: a list of 400 is not laid out anew for every key.
  const items = useMemo(() => choices.map((choice) => ({ ...choice, id: choice.value })), [choices]);
  return (
    <AriaComboBox
      {...rest}
      className={styles.field ?? ''}
      menuTrigger="focus"
      allowsEmptyCollection
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      {...(onSearch
        ? { items, onInputChange: onSearch, defaultFilter: () => true }
        : { defaultItems: items })}
    >
      <FieldLabel {...words} />
      <Group className={cx(styles.input, styles.box)}>
        <Input {...(placeholder === undefined ? {} : { placeholder })} />
        <Button className={styles.step ?? ''} aria-label={t('common.openList')}>
          <ChevronDown aria-hidden size="1rem" />
        </Button>
      </Group>
      <FieldNotes {...words} />
      <Popover className={popover.popover ?? ''} offset={4}>
        <ListBox<Choice & { id: string }>
          className={popover.list ?? ''}
          renderEmptyState={() => <div className={popover.empty}>{t('common.nothingFound')}</div>}
        >
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className={popover.item ?? ''}>
              <span className={popover.words}>{choice.label}</span>
              {choice.hint && <span className={popover.hint}>{choice.hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
