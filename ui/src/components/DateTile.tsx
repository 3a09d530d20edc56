import { useFormat } from '../i18n/LocaleProvider';
import styles from './DateTile.module.css';

interface DateTileProps {
  /** When the event begins. */
  at: string;
  /** What stands above the day: the weekday in a list of days, the month in a list of months. */
  above?: 'weekday' | 'month';
}

/** The day of an event as a leaf of a calendar. The words beside it say the same, so it is for the eye alone. */
export function DateTile({ at, above = 'weekday' }: DateTileProps) {
  const tile = useFormat().tile(at);
  return (
    <span aria-hidden className={styles.tile}>
      <span className={styles.above}>{tile[above]}</span>
      <span className={styles.day}>{tile.day}</span>
    </span>
  );
}
