import { CircleAlert, CircleCheck } from 'lucide-react';
import type { RescueChoice, RescueView } from '../../bridge/bindings';
import type { Trouble } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Details } from '../../components/Details';
import { Skeleton, SkeletonLine } from '../../components/Skeleton';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemDetails, problemWords } from '../../i18n/problemWords';
import styles from './Rescue.module.css';

interface ChoicesProps {
  /** The data folder. */
  folder: string;
  /** Nothing while the core looks. */
  view: RescueView | undefined;
  /** Why the last try did not come to its end. */
  problem: Trouble | null;
  /** Somebody has come back here from a try. */
  hasTried: boolean;
  isTrying: boolean;
  onChoose: (choice: RescueChoice) => void;
  onRetry: () => void;
}

/** What happened, what is safe, and what there is to choose from. */
export function Choices({ folder, view, problem, hasTried, isTrying, onChoose, onRetry }: ChoicesProps) {
  const t = useT();
  return (
    <div className={styles.screen}>
      <div role="alert" className={styles.head}>
        <h1 className={styles.title}>{t('backup.damagedTitle')}</h1>
        <p className={styles.words}>{t('backup.damagedWords')}</p>
        <p className={styles.words}>{t('backup.damagedSafe')}</p>
        <p className={styles.words}>
          <code>{folder}</code>
        </p>
      </div>
      {problem !== null && <Failure problem={problem} />}
      {view === undefined ? (
        <Skeleton>
          <div className={styles.ways} aria-hidden>
            <SkeletonLine width="100%" />
            <SkeletonLine width="80%" />
            <SkeletonLine width="100%" />
            <SkeletonLine width="90%" />
          </div>
        </Skeleton>
      ) : (
        <>
          <Ways view={view} hasFocus={hasTried} onChoose={onChoose} />
          <div className={styles.foot}>
            <Button variant="quiet" isPending={isTrying} onPress={onRetry}>
              {t('common.tryAgain')}
            </Button>
            <Details text={`damaged\n${view.folder}\n${view.detail}`} />
          </div>
        </>
      )}
    </div>
  );
}

interface WaysProps {
  view: RescueView;
  hasFocus: boolean;
  onChoose: (choice: RescueChoice) => void;
}

function Ways({ view: { newest }, hasFocus, onChoose }: WaysProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const at = newest === null ? null : format.moment(newest.at, now);
  return (
    <div className={styles.ways}>
      <div className={styles.way}>
        <Button
          wide
          variant="primary"
          // The button that was pressed has gone meanwhile.
          autoFocus={hasFocus}
          onPress={() => onChoose('what_can_be_read')}
        >
          {t('backup.read')}
        </Button>
        <p className={styles.words}>
          {at === null ? t('backup.readWords') : t('backup.readWordsFilled', { at })}
        </p>
      </div>
      {at !== null && (
        <div className={styles.way}>
          <Button wide onPress={() => onChoose('backup')}>
            {t('backup.goBack', { at })}
          </Button>
          <p className={styles.words}>{t('backup.goBackWords')}</p>
        </div>
      )}
    </div>
  );
}

function Failure({ problem }: { problem: Trouble }) {
  const t = useT();
  const isStopped = problem.kind === 'work_stopped';
  return (
    <div className={styles.failure}>
      <Banner
        tone={isStopped ? 'neutral' : 'danger'}
        shape="box"
        icon={isStopped ? CircleCheck : CircleAlert}
      >
        {problemWords(t, problem)}
      </Banner>
      <Details text={problemDetails(problem)} />
    </div>
  );
}
