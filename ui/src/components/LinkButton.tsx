import type { ReactNode } from 'react';
import styles from './LinkButton.module.css';

interface LinkButtonProps {
  children: ReactNode;
  onPress: () => void;
  /** In a list, only the row that has the focus lets Tab reach what stands in it. */
  excludeFromTabOrder?: boolean;
  /** As a heading looks; only the pointer over it shows that it leads somewhere. */
  plain?: boolean;
}

/** Words that lead somewhere in the window: an event's title among the facts of a booking. */
export function LinkButton({
  children,
  onPress,
  excludeFromTabOrder = false,
  plain = false,
}: LinkButtonProps) {
  return (
    <button
      type="button"
      className={styles.link}
      data-plain={plain || undefined}
      tabIndex={excludeFromTabOrder ? -1 : 0}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
