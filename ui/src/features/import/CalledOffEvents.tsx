import type { CalledOff } from '../../bridge/bindings';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';

/** Events that the calendar calls off: told here, and left to staff. */
export function CalledOffEvents({ events }: { events: readonly CalledOff[] }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (events.length === 0) return null;
  const title = t('import.calledOff', { count: events.length });
  return (
    <div className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      <p>{t('import.calledOffWords')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className={styles.scroll} aria-label={title} tabIndex={0}>
        <ul className={styles.lines}>
          {events.map((event) => (
            <li key={event.event}>
              {event.title}{' '}
              <span className={styles.quiet}>
                {format.day(event.starts_at, now)}, {format.time(event.starts_at)}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
