import { MessagesSquare } from 'lucide-react';
import { useMemo } from 'react';
import type { ConversationRow, TodayView, UndeliveredView } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { ConversationLine } from '../../components/ConversationLine';
import { EmptyState } from '../../components/EmptyState';
import { useOpenConversation, useOpenSection } from '../../components/navigation';
import { askFor } from '../../components/offered';
import { Pill } from '../../components/Pill';
import { VirtualList } from '../../components/VirtualList';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Today.module.css';

type Line =
  | { is: 'heading'; key: string; words: string }
  | { is: 'undelivered'; key: string; message: UndeliveredView }
  | { is: 'waiting'; key: string; row: ConversationRow };

const keyOf = (line: Line) => line.key;
const isHeading = (line: Line) => line.is === 'heading';
const estimateSize = (line: Line) => (line.is === 'heading' ? 46 : 89);
const drawHeading = (line: Line) => line.is === 'heading' && <h2 className={styles.heading}>{line.words}</h2>;
const drawLine = (line: Line) => {
  if (line.is === 'waiting') return <ConversationLine row={line.row} showsWait />;
  return line.is === 'undelivered' && <UndeliveredLine message={line.message} />;
};

/** What needs a person: what did not arrive, then who waits, the most urgent first. */
export function Waiting({ today }: { today: TodayView }) {
  const t = useT();
  const open = useOpenConversation();
  const openSection = useOpenSection();
  const { undelivered, waiting } = today;
  const lines = useMemo(() => {
    const heading = (key: string, words: string): Line => ({ is: 'heading', key, words });
    const failed = undelivered.map(
      (message): Line => ({ is: 'undelivered', key: `m${message.entry}`, message }),
    );
    return [
      ...(failed.length > 0 ? [heading('undelivered', t('today.notDelivered'))] : []),
      ...failed,
      heading('waiting', t('today.waiting')),
      ...waiting.map((row): Line => ({ is: 'waiting', key: row.id, row })),
    ];
  }, [undelivered, waiting, t]);
  return (
    <section className={styles.column} aria-label={t('today.waiting')}>
      <VirtualList<Line>
        label={t('today.waiting')}
        items={lines}
        getKey={keyOf}
        estimateSize={estimateSize}
        isHeading={isHeading}
        renderHeading={drawHeading}
        renderItem={drawLine}
        onOpen={(line) => {
          if (line.is === 'waiting') open(line.row.id);
          if (line.is === 'undelivered') open(line.message.conversation, { entry: line.message.entry });
        }}
        scrollId="today waiting"
      />
      {waiting.length === 0 && (
        <EmptyState icon={MessagesSquare} title={t('today.nobodyWaits')}>
          {t('today.nobodyWaitsNext')}
        </EmptyState>
      )}
      {today.needs_reply > waiting.length && (
        <div className={styles.more}>
          <Button
            onPress={() => {
              askFor('needs reply');
              openSection('/conversations');
            }}
          >
            {t('today.allWaiting', { count: today.needs_reply })}
          </Button>
        </div>
      )}
    </section>
  );
}

function UndeliveredLine({ message }: { message: UndeliveredView }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  return (
    <span className={styles.undelivered}>
      <Avatar name={message.resident} size="medium" />
      <span className={styles.undeliveredWords}>
        <span className={styles.who}>
          <span className={styles.name}>{message.resident}</span>
          <time dateTime={message.since} title={format.full(message.since)}>
            {format.stamp(message.since, now)}
          </time>
        </span>
        <span className={styles.about}>
          <Pill tone="danger">{t(`today.why_${message.why}`)}</Pill>
          <span className={styles.aboutEvent}>{message.event ?? t('conversations.noBooking')}</span>
        </span>
      </span>
    </span>
  );
}
