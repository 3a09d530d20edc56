import type { ReactNode, RefObject } from 'react';
import { Tooltip as AriaTooltip } from 'react-aria-components';
import styles from './Tooltip.module.css';

interface TooltipProps {
  children: ReactNode;
  keys?: string | undefined;
  /** Without a `TooltipTrigger`: what it stands over, for as long as it is drawn. */
  triggerRef?: RefObject<HTMLElement | null>;
  onHide?: () => void;
}

/** The words over an icon; stands inside of a `TooltipTrigger`, or by itself. */
export function Tooltip({ children, keys, triggerRef, onHide }: TooltipProps) {
  const alone = triggerRef && {
    triggerRef,
    isOpen: true,
    onOpenChange: (stays: boolean) => {
      if (!stays) onHide?.();
    },
  };
  return (
    <AriaTooltip offset={6} className={styles.tooltip ?? ''} {...alone}>
      {children}
      {keys && <span className={styles.keys}>{keys}</span>}
    </AriaTooltip>
  );
}
