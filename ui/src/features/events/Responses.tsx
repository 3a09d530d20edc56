import { Check, ChevronDown, Minus, X } from 'lucide-react';
import { commands, type EventRow, type Response, type ResponseRow } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { Menu } from '../../components/Menu';
import { Pill } from '../../components/Pill';
import { ProblemState } from '../../components/ProblemState';
import { PanelSection } from '../../components/SidePanel';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Events.module.css';
import { useResponses } from './eventQueries';

const ANSWERS: readonly Response[] = ['attending', 'not_attending', 'no_answer'];
const icons = { attending: Check, not_attending: X, no_answer: Minus };

/** R1: who attends a Meeting; whoever manages event bookings records the answers. */
export function Responses({ row, mayChange }: { row: EventRow; mayChange: boolean }) {
  const t = useT();
  const query = useResponses(row.head.id);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const record = useRecord(row.head.id);
  return (
    <PanelSection title={t('events.responses')}>
      <p className={styles.muted}>
        {t('events.attending', { count: row.attending })} ·{' '}
        {t('events.notAttending', { count: row.not_attending })}
      </p>
      {query.isPending && <Skeleton rows={3} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <p className={styles.muted}>{t('events.noResidents')}</p>}
      {rows.length > 0 && (
        <ul className={styles.people} aria-label={t('events.responses')}>
          {rows.map((answer) => (
            <li key={answer.resident_id} className={styles.person}>
              <Avatar name={answer.resident} />
              <span className={styles.personWords}>
                <span className={styles.personName}>{answer.resident}</span>
                <span className={styles.facts}>{t('events.suite', { suite: answer.suite })}</span>
              </span>
              {mayChange ? (
                <Answer answer={answer} onAnswer={(response) => record(answer, response)} />
              ) : (
                <AnswerPill response={answer.response} />
              )}
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button wide isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('events.more')}
        </Button>
      )}
    </PanelSection>
  );
}

function AnswerPill({ response }: { response: Response }) {
  const t = useT();
  const tone = response === 'attending' ? 'accent' : 'neutral';
  return <Pill tone={tone}>{t(`events.response_${response}`)}</Pill>;
}

interface AnswerProps {
  answer: ResponseRow;
  onAnswer: (response: Response) => void;
}

function Answer({ answer, onAnswer }: AnswerProps) {
  const t = useT();
  const words = t(`events.response_${answer.response}`);
  const label = t('events.responseOf', { resident: answer.resident });
  return (
    <Menu
      label={label}
      groups={[
        ANSWERS.filter((response) => response !== answer.response).map((response) => ({
          id: response,
          label: t(`events.response_${response}`),
          icon: icons[response],
          onAction: () => onAnswer(response),
        })),
      ]}
      trigger={
        <Button variant="quiet" className={styles.answer ?? ''} aria-label={`${label}: ${words}`}>
          <span className={styles.answerWords} data-response={answer.response}>
            {words}
            <ChevronDown aria-hidden size="0.875rem" />
          </span>
        </Button>
      }
    />
  );
}

/** Records an answer at once; it can be taken back. */
function useRecord(event: string) {
  const t = useT();
  const record = async (answer: ResponseRow, response: Response) => {
    const { resident_id, resident } = answer;
    try {
      await call(commands.recordResponse(event, resident_id, response));
      const undo = () => void record({ ...answer, response }, answer.response);
      toasts.done(t('events.responseDone', { resident, response: t(`events.response_${response}`) }), undo);
    } catch (error) {
      toasts.problem(problemWords(t, problemOf(error)));
    }
  };
  return (answer: ResponseRow, response: Response) => void record(answer, response);
}
