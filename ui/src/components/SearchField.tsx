import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
  Button,
  Input,
} from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { cx } from './cx';
import styles from './SearchField.module.css';

export interface SearchFieldProps
  extends Omit<AriaSearchFieldProps, 'className' | 'children' | 'style' | 'aria-label'> {
  label: string;
  placeholder?: string;
  /** The key that leads here, such as *Ctrl K*. */
  keys?: string;
  inputRef?: Ref<HTMLInputElement>;
  /** As wide as what holds it. */
  wide?: boolean;
  className?: string;
}

/** A field to search with; Escape clears it first. */
export function SearchField({
  label,
  placeholder,
  keys,
  inputRef,
  wide,
  className,
  ...rest
}: SearchFieldProps) {
  const t = useT();
  return (
    <AriaSearchField
      {...rest}
      aria-label={label}
      className={cx(styles.search, className)}
      data-wide={wide || undefined}
    >
      {({ isEmpty }) => (
        <>
          <Search aria-hidden size="1rem" strokeWidth={1.75} className={styles.icon} />
          <Input
            className={styles.input ?? ''}
            placeholder={placeholder ?? t('common.search')}
            {...(inputRef === undefined ? {} : { ref: inputRef })}
          />
          {isEmpty ? (
            keys && <kbd>{keys}</kbd>
          ) : (
            <Button className={styles.clear ?? ''} aria-label={t('common.clear')}>
              <X aria-hidden size="0.875rem" />
            </Button>
          )}
        </>
      )}
    </AriaSearchField>
  );
}
