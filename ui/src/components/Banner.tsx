import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';
import type { Tone } from './Pill';

interface BannerProps {
  tone: Exclude<Tone, 'accent'>;
  icon?: LucideIcon;
  children: ReactNode;
  /** A button or link at the end. */
  action?: ReactNode;
  /** Across the whole place (default), or a box inside of it. */
  shape?: 'bar' | 'box';
}

/** Something that holds for the whole place: offline, sample building, closed conversation. */
export function Banner({ tone, icon: Icon, children, action, shape = 'bar' }: BannerProps) {
  return (
    <div role="status" className={styles.banner} data-tone={tone} data-shape={shape}>
      {Icon && <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />}
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
