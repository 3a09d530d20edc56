import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { cx } from './cx';

/** How much a button asks for attention: one primary a screen. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  variant?: ButtonVariant;
  icon?: LucideIcon;
  /** A dot after the words: something behind it is unread. Say so in the words or the label too. */
  dot?: boolean;
  /** As wide as what holds it. */
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

/** A button with words, and an icon before them where that helps. */
export function Button({
  variant = 'secondary',
  icon: Icon,
  dot,
  wide,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={cx(styles.button, className)}
      data-variant={variant}
      data-wide={wide || undefined}
    >
      {Icon && <Icon aria-hidden size="1.125em" strokeWidth={1.75} />}
      <span className={styles.words}>{children}</span>
      {dot && <span aria-hidden className={styles.dot} />}
    </AriaButton>
  );
}
