import type { ReactNode } from 'react';
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components';
import fields from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';
import styles from './Toggle.module.css';

/** One choice of a radio group, all in sight. */
export interface RadioChoice<V extends string = string> {
  value: V;
  label: string;
  description?: ReactNode;
}

export interface RadioGroupProps<V extends string> extends FieldWords {
  value: V | null;
  onChange: (value: V) => void;
  choices: readonly RadioChoice<V>[];
  orientation?: 'vertical' | 'horizontal';
  isDisabled?: boolean;
}

/** One choice of a few, each with a word of explanation. */
export function RadioGroup<V extends string>({
  value,
  onChange,
  choices,
  orientation = 'vertical',
  ...props
}: RadioGroupProps<V>) {
  const [words, rest] = splitWords(props);
  return (
    <AriaRadioGroup
      {...rest}
      className={fields.field ?? ''}
      orientation={orientation}
      value={value}
      onChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <FieldLabel {...words} />
      <div className={styles.choices} data-orientation={orientation}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={styles.toggle ?? ''}>
            <span className={styles.radio} aria-hidden />
            <span>
              {choice.label}
              {choice.description && <span className={styles.description}>{choice.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes {...words} />
    </AriaRadioGroup>
  );
}
