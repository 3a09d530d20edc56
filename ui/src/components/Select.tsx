import { Check, ChevronDown } from 'lucide-react';
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { cx } from './cx';
import styles from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';
import popover from './Popover.module.css';

/** One choice of a list. */
export interface Choice<V extends string = string> {
  value: V;
  label: string;
  /** A few words beside it. */
  hint?: string;
}

export interface SelectProps<V extends string> extends FieldWords {
  value: V | null;
  onChange: (value: V) => void;
  choices: readonly Choice<V>[];
  placeholder?: string;
  isDisabled?: boolean;
  name?: string;
}

/** One choice out of a short list. For a long one, `ComboBox`. */
export function Select<V extends string>({
  value,
  onChange,
  choices,
  placeholder,
  ...props
}: SelectProps<V>) {
  const [words, rest] = splitWords(props);
  return (
    <AriaSelect
      {...rest}
      className={styles.field ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen) onChange(chosen.value);
      }}
    >
      <FieldLabel {...words} />
      <Button className={cx(styles.input, styles.trigger)}>
        <SelectValue className={styles.chosen ?? ''}>
          {({ selectedText, isPlaceholder }) => (isPlaceholder ? (placeholder ?? '') : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden size="1rem" />
      </Button>
      <FieldNotes {...words} />
      <Popover className={popover.popover ?? ''} offset={4}>
        <ListBox
          className={popover.list ?? ''}
          items={choices.map((choice) => ({ ...choice, id: choice.value }))}
        >
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className={popover.item ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={popover.words}>{choice.label}</span>
                  {choice.hint && <span className={popover.hint}>{choice.hint}</span>}
                  {isSelected && <Check aria-hidden size="1rem" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
