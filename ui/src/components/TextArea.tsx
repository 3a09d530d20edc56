import { type KeyboardEvent, type Ref, useLayoutEffect, useRef } from 'react';
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { cx } from './cx';
import styles from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';
import { mergeRefs } from './mergeRefs';

export interface TextAreaProps
  extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style' | 'isInvalid' | 'onKeyDown' | 'value'>,
    FieldWords {
  value: string;
  placeholder?: string;
  /** How many lines it has at least, and at most before it scrolls. */
  rows?: number;
  maxRows?: number;
  areaRef?: Ref<HTMLTextAreaElement>;
  className?: string;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** Several lines of text; it grows with what is written. */
export function TextArea({
  placeholder,
  rows = 2,
  maxRows = 10,
  areaRef,
  className,
  onKeyDown,
  ...props
}: TextAreaProps) {
  const [words, rest] = splitWords(props);
  const own = useRef<HTMLTextAreaElement>(null);
  const { value } = props;
  useLayoutEffect(() => {
    const area = own.current;
    if (area === null) return;
    // Without words it is as high as its lines say: nothing has to be measured.
    if (value === '') {
      area.style.blockSize = '';
      return;
    }
    area.style.blockSize = 'auto';
    const style = getComputedStyle(area);
    const line = Number.parseFloat(style.lineHeight) || 20;
    const edges = area.offsetHeight - area.clientHeight;
    const most = line * maxRows + Number.parseFloat(style.paddingBlock || '0') * 2 + edges;
    area.style.blockSize = `${Math.min(area.scrollHeight + edges, most)}px`;
  }, [value, maxRows]);
  return (
    <AriaTextField {...rest} className={cx(styles.field, className)}>
      <FieldLabel {...words} />
      <AriaTextArea
        ref={mergeRefs(own, areaRef)}
        rows={rows}
        className={cx(styles.input, styles.area)}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(onKeyDown === undefined ? {} : { onKeyDown })}
      />
      <FieldNotes {...words} />
    </AriaTextField>
  );
}
