import { useMutation } from '@tanstack/react-query';
import { CircleCheck, DatabaseBackup, TriangleAlert } from 'lucide-react';
import { type BackupStatus, commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { useWorking } from '../../bridge/events';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Details } from '../../components/Details';
import { ProblemState } from '../../components/ProblemState';
import { LateProgress } from '../../components/ProgressBar';
import { Skeleton } from '../../components/Skeleton';
import { toasts } from '../../components/toasts';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import { problemDetails, problemWords } from '../../i18n/problemWords';
import { BackupList } from './BackupList';
import { BackupPlace } from './BackupPlace';
import { Fault, Section } from './Section';
import { useBackups, useStopBackup } from './useBackups';

/** What is true of the backups now, making one, where they go, and going back to one. */
export function BackupSettings() {
  const status = useBackups();
  if (status.error) return <ProblemState error={status.error} onRetry={() => void status.refetch()} />;
  return (
    <>
      <Now status={status.data} />
      {status.data && <BackupPlace status={status.data} />}
      {status.data && <BackupList status={status.data} />}
    </>
  );
}

function Now({ status }: { status: BackupStatus | undefined }) {
  const t = useT();
  const stop = useStopBackup();
  const working = useWorking('backup');
  const backUp = useMutation({
    mutationFn: () => call(commands.backUp()),
    onSuccess: () => toasts.done(t('backup.made')),
    onError: (error) => {
      if (problemOf(error).kind === 'work_stopped') toasts.done(t('backup.stopped'));
    },
  });
  const problem = backUp.error === null ? null : problemOf(backUp.error);
  // The daily one is made while somebody looks, too.
  const isAtWork = backUp.isPending || Boolean(working);
  return (
    <Section
      title={t('backup.title')}
      words={t('backup.words')}
      action={
        status && (
          <Button variant="primary" isPending={isAtWork} onPress={() => backUp.mutate()}>
            {t('backup.now')}
          </Button>
        )
      }
    >
      {status === undefined ? <Skeleton rows={3} /> : <HowItStands status={status} />}
      {isAtWork && (
        <LateProgress
          label={t('backup.making')}
          wait={t('backup.wait')}
          done={working?.done ?? 0}
          total={working?.all ?? 0}
          isSize
          onStop={stop}
        />
      )}
      {problem !== null && problem.kind !== 'work_stopped' && !isAtWork && (
        <>
          <Fault>{problemWords(t, problem)}</Fault>
          <Details text={problemDetails(problem)} />
        </>
      )}
    </Section>
  );
}

/** In a sentence: the last good backup, none yet, or since when they fail and what to do. */
function HowItStands({ status: { made_at, failing } }: { status: BackupStatus }) {
  const t = useT();
  const format = useFormat();
  if (failing !== null) {
    return (
      <>
        <Banner tone="warning" shape="box" icon={TriangleAlert}>
          {t('backup.failingSince', { since: format.full(failing.since) })}{' '}
          {made_at === null ? t('backup.failingNone') : t('backup.failingLast', { at: format.full(made_at) })}{' '}
          {t('backup.failingNext')}
        </Banner>
        <Details text={failing.detail} />
      </>
    );
  }
  return (
    <Banner tone="neutral" shape="box" icon={made_at === null ? DatabaseBackup : CircleCheck}>
      {made_at === null ? t('backup.noneYet') : t('backup.lastGood', { at: format.full(made_at) })}
    </Banner>
  );
}
