import type { Ref } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
} from 'react-aria-components';
import styles from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style' | 'isInvalid'>,
    FieldWords {
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({ placeholder, inputRef, ...props }: TextFieldProps) {
  const [words, rest] = splitWords(props);
  return (
    <AriaTextField {...rest} className={styles.field ?? ''}>
      <FieldLabel {...words} />
      <Input
        className={styles.input ?? ''}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <FieldNotes {...words} />
    </AriaTextField>
  );
}
