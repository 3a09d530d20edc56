import type { CalendarDate, Time } from '@internationalized/date';
import {
  DateField as AriaDateField,
  TimeField as AriaTimeField,
  DateInput,
  DateSegment,
} from 'react-aria-components';
import { cx } from './cx';
import styles from './Field.module.css';
import { FieldLabel, FieldNotes, type FieldWords, splitWords } from './FieldParts';

export interface DateFieldProps extends FieldWords {
  value: CalendarDate | null;
  onChange: (value: CalendarDate | null) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
}

function Segments() {
  return (
    <DateInput className={cx(styles.input, styles.segments)}>
      {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
    </DateInput>
  );
}

/** A day, typed part by part; without a time zone of its own, so it is the building's. */
export function DateField({ value, onChange, ...props }: DateFieldProps) {
  const [words, rest] = splitWords(props);
  return (
    <AriaDateField<CalendarDate>
      {...rest}
      value={value}
      onChange={onChange}
      granularity="day"
      className={styles.field ?? ''}
    >
      <FieldLabel {...words} />
      <Segments />
      <FieldNotes {...words} />
    </AriaDateField>
  );
}

export interface TimeFieldProps extends FieldWords {
  value: Time | null;
  onChange: (value: Time | null) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** A time of day, in twenty-four hours. */
export function TimeField({ value, onChange, ...props }: TimeFieldProps) {
  const [words, rest] = splitWords(props);
  return (
    <AriaTimeField<Time>
      {...rest}
      value={value}
      onChange={onChange}
      hourCycle={24}
      shouldForceLeadingZeros
      className={styles.field ?? ''}
    >
      <FieldLabel {...words} />
      <Segments />
      <FieldNotes {...words} />
    </AriaTimeField>
  );
}
