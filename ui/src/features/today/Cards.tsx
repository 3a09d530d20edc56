import { CalendarCheck2, type LucideIcon, MailWarning, MessageCircleQuestion, Timer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AnswerTimes, TodayView } from '../../bridge/bindings';
import { useOpenSection } from '../../components/navigation';
import { askFor } from '../../components/offered';
import type { Format } from '../../i18n/format';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import type { Translate } from '../../i18n/translate';
import styles from './Today.module.css';

/** The day in four numbers; those that lead somewhere are buttons. */
export function Cards({ today }: { today: TodayView }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const open = useOpenSection();
  const go = (what: string, section: '/conversations' | '/bookings') => () => {
    askFor(what);
    open(section);
  };
  const { waits_since: since, bookings, not_delivered: notDelivered } = today;
  const latest = today.undelivered[0];
  return (
    <div className={styles.cards}>
      <Card
        icon={MessageCircleQuestion}
        title={t('today.needReply')}
        value={format.count(today.needs_reply)}
        note={
          since === null ? t('today.nobodyWaits') : t('today.oldest', { waited: format.waited(since, now) })
        }
        onPress={go('needs reply', '/conversations')}
      />
      {bookings && (
        <Card
          icon={CalendarCheck2}
          title={t('today.bookings')}
          value={format.count(bookings.bookings)}
          note={t('today.checkedIn', { count: bookings.checked_in })}
          onPress={go('bookings today', '/bookings')}
        />
      )}
      <Answers answers={today.answers} />
      <Card
        icon={MailWarning}
        title={t('today.notDelivered')}
        value={format.count(notDelivered)}
        note={latest === undefined ? t('today.delivered') : t(`today.why_${latest.why}`)}
      />
    </div>
  );
}

interface CardProps {
  icon: LucideIcon;
  title: string;
  value: string;
  note: string;
  children?: ReactNode;
  onPress?: () => void;
}

function Card({ icon: Icon, title, value, note, children, onPress }: CardProps) {
  const content = (
    <>
      <span className={styles.cardTitle}>
        <Icon aria-hidden size="1rem" strokeWidth={1.75} />
        {title}
      </span>
      <span className={styles.value}>{value}</span>
      <span className={styles.cardNote}>{note}</span>
      {children}
    </>
  );
  return onPress === undefined ? (
    <div className={styles.card}>{content}</div>
  ) : (
    <button type="button" className={styles.card} onClick={onPress}>
      {content}
    </button>
  );
}

/** *11 min*, and what is too short for a minute. */
function took(t: Translate, format: Format, seconds: number): string {
  return seconds < 60 ? t('today.underMinute') : format.duration(seconds);
}

/** R43: the median time to the first answer, with each day of the two weeks. */
function Answers({ answers }: { answers: AnswerTimes }) {
  const t = useT();
  const format = useFormat();
  const { this_week: thisWeek, last_week: lastWeek } = answers;
  return (
    <Card
      icon={Timer}
      title={t('today.answers')}
      value={thisWeek === null ? '–' : took(t, format, thisWeek)}
      note={
        lastWeek !== null
          ? t('today.lastWeek', { took: took(t, format, lastWeek) })
          : thisWeek === null
            ? t('today.noAnswers')
            : t('today.median')
      }
    >
      <Chart answers={answers} />
    </Card>
  );
}

const WEEK = 7;

/** One bar a day, as high as its median; read out as a list. */
function Chart({ answers: { days } }: { answers: AnswerTimes }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const longest = Math.max(...days.map((day) => day.took ?? 0), 1);
  if (days.every((day) => day.took === null)) return null;
  return (
    <ol className={styles.chart} aria-label={t('today.answerDays')}>
      {days.map((day, nth) => {
        const words = t('today.answerDay', {
          day: `${format.tile(day.starts).weekday} ${format.day(day.starts, now)}`,
          took: day.took === null ? t('common.none') : took(t, format, day.took),
        });
        const height = day.took === null ? 0 : Math.max(0.08, day.took / longest);
        return (
          <li key={day.starts} title={words} data-this-week={nth >= WEEK || undefined}>
            <span aria-hidden className={styles.bar} style={{ blockSize: `${height * 100}%` }} />
            <span className="visually-hidden">{words}</span>
          </li>
        );
      })}
    </ol>
  );
}
