import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Pill.module.css';

/** What a pill means; its word says it too, so the colour never stands alone. */
export type Tone = 'accent' | 'warning' | 'danger' | 'info' | 'neutral';

interface PillProps {
  tone: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}

/** A short word in a soft colour: a status, a payment, a label. */
export function Pill({ tone, icon: Icon, children }: PillProps) {
  return (
    <span className={styles.pill} data-tone={tone}>
      {Icon && <Icon aria-hidden size="0.8125rem" strokeWidth={2} />}
      {children}
    </span>
  );
}
