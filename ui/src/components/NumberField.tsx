import { Minus, Plus } from 'lucide-react';
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  Button,
  Group,
  Input,
} from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { cx } from './cx';
import styles from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';

export interface NumberFieldProps
  extends Omit<AriaNumberFieldProps, 'className' | 'children' | 'style' | 'isInvalid'>,
    FieldWords {}

/** A number, by typing, arrows or steps. */
export function NumberField(props: NumberFieldProps) {
  const [words, rest] = splitWords(props);
  const t = useT();
  return (
    <AriaNumberField
      {...rest}
      incrementAriaLabel={`${t('common.increase')}: ${words.label}`}
      decrementAriaLabel={`${t('common.decrease')}: ${words.label}`}
      className={styles.field ?? ''}
    >
      <FieldLabel {...words} />
      <Group className={cx(styles.input, styles.box)}>
        <Input />
        <Button slot="decrement" className={styles.step ?? ''}>
          <Minus aria-hidden size="0.875rem" />
        </Button>
        <Button slot="increment" className={styles.step ?? ''}>
          <Plus aria-hidden size="0.875rem" />
        </Button>
      </Group>
      <FieldNotes {...words} />
    </AriaNumberField>
  );
}
