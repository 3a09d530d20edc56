import { type ReactNode, type RefObject, useMemo } from 'react';
import { Tooltip as AriaTooltip, TooltipTriggerStateContext } from 'react-aria-components';
import styles from './Tooltip.module.css';

interface TooltipProps {
  children: ReactNode;
  keys?: string | undefined;
}

/** The words over an icon; stands inside of a `TooltipTrigger`. */
export function Tooltip({ children, keys }: TooltipProps) {
  return (
    <AriaTooltip offset={6} className={styles.tooltip ?? ''}>
      {children}
      {keys && <span className={styles.keys}>{keys}</span>}
    </AriaTooltip>
  );
}

interface HintProps extends TooltipProps {
  /** What it stands over, for as long as it is drawn. */
  over: RefObject<HTMLElement | null>;
  onHide: () => void;
}

/** The same words without a `TooltipTrigger`: drawn only while they are shown. */
export function Hint({ children, keys, over, onHide }: HintProps) {
  const state = useMemo(
    () => ({ isOpen: true, shouldSkipAnimation: false, open: () => undefined, close: onHide }),
    [onHide],
  );
  return (
    <TooltipTriggerStateContext value={state}>
      <AriaTooltip offset={6} triggerRef={over} className={styles.tooltip ?? ''}>
        {children}
        {keys && <span className={styles.keys}>{keys}</span>}
      </AriaTooltip>
    </TooltipTriggerStateContext>
  );
}
