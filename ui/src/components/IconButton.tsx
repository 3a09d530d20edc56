import type { LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import { cx } from './cx';
import styles from './IconButton.module.css';
import { Hint } from './Tooltip';
import { useHint } from './useHint';

export interface IconButtonProps {
  icon: LucideIcon;
  /** What it does: the name for screen readers and the tooltip. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  keys?: string;
  variant?: 'quiet' | 'secondary';
  className?: string;
  /** In a list, only the row that has the focus lets Tab reach what stands in it. */
  excludeFromTabOrder?: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

/** A button without words: it always has a name and a tooltip, which comes into being when it is shown. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  variant = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const hint = useHint();
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        className={cx(styles.button, styles.plain, className)}
        data-variant={variant}
        data-disabled={rest.isDisabled || undefined}
        disabled={rest.isDisabled}
        tabIndex={rest.excludeFromTabOrder ? -1 : 0}
        {...hint.signs}
        onClick={() => {
          hint.hide();
          rest.onPress();
        }}
      >
        <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />
      </button>
      {hint.isShown && (
        <Hint over={button} onHide={hint.hide} keys={keys}>
          {label}
        </Hint>
      )}
    </>
  );
}
