import type { ConversationRow } from '../bridge/bindings';
import { useFormat, useNow, useT } from '../i18n/LocaleProvider';
import { lastWords } from '../i18n/people';
import { Avatar } from './Avatar';
import styles from './ConversationLine.module.css';
import { Pill } from './Pill';

interface ConversationLineProps {
  row: ConversationRow;
  /** How long the resident has waited stands at the end, instead of when the last words were (R43). */
  showsWait?: boolean;
}

/** One conversation in a list: who, whether unread, when, the last words, what it is about (R40). */
export function ConversationLine({ row, showsWait = false }: ConversationLineProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const isBooking = row.label === 'event_booking';
  return (
    <span className={styles.row} data-unread={row.unread > 0 || undefined}>
      <Avatar name={row.resident} size="medium" />
      <span className={styles.lines}>
        <span className={styles.first}>
          <span className={styles.name}>{row.resident}</span>
          {row.unread > 0 && (
            <>
              <span aria-hidden className={styles.dot} />
              <span className="visually-hidden">{t('common.unread', { count: row.unread })}</span>
            </>
          )}
          {showsWait && row.waits_since !== null ? (
            <time
              className={styles.time}
              dateTime={row.waits_since}
              title={t('conversations.waitsSince', { since: format.full(row.waits_since) })}
            >
              {format.waited(row.waits_since, now)}
            </time>
          ) : (
            <time className={styles.time} dateTime={row.at} title={format.full(row.at)}>
              {format.stamp(row.at, now)}
            </time>
          )}
        </span>
        <span className={styles.words}>{lastWords(t, row)}</span>
        <span className={styles.about}>
          <Pill tone={isBooking ? 'info' : 'neutral'}>
            {isBooking ? t('conversations.labelBooking') : t('conversations.labelResident')}
          </Pill>
          <span className={styles.event}>{row.event ?? t('conversations.noBooking')}</span>
          {row.state === 'closed' && <Pill tone="neutral">{t('conversations.stateClosed')}</Pill>}
        </span>
      </span>
    </span>
  );
}
