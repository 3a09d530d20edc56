import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import styles from './Field.module.css';

/** What every field can be told. */
export interface FieldWords {
  label: string;
  /** A word of help under the field. */
  description?: ReactNode;
  /** What is wrong, in a sentence; without it the field is as it should be. */
  error?: string | undefined;
  /** The label is there for screen readers alone: the place says it already. */
  labelHidden?: boolean;
  /** Written behind the label, so that nobody wonders. */
  optional?: boolean;
}

/** The label above a field. */
export function FieldLabel({ label, labelHidden, optional }: FieldWords) {
  const t = useT();
  return (
    <Label className={labelHidden ? 'visually-hidden' : (styles.label ?? '')}>
      {label}
      {optional && (
        <>
          {' '}
          <span className={styles.optional}>({t('common.optional')})</span>
        </>
      )}
    </Label>
  );
}

/** The help and the fault under a field. */
export function FieldNotes({ description, error }: FieldWords) {
  return (
    <>
      {description && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  );
}

/** Takes the words of a field out of its props; what is left belongs to React Aria. */
export function splitWords<P extends FieldWords>({
  label,
  description,
  error,
  labelHidden,
  optional,
  ...rest
}: P): [FieldWords, Omit<P, keyof FieldWords> & { isInvalid: boolean }] {
  const words: FieldWords = {
    label,
    ...(description === undefined ? {} : { description }),
    ...(error === undefined ? {} : { error }),
    ...(labelHidden === undefined ? {} : { labelHidden }),
    ...(optional === undefined ? {} : { optional }),
  };
  return [words, { ...rest, isInvalid: error !== undefined }];
}
