import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip } from 'react-aria-components';
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
