import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type BackupFile, commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { useWorking } from '../../bridge/events';
import { stateKey } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { Details } from '../../components/Details';
import { Dialog } from '../../components/Dialog';
import { LateProgress } from '../../components/ProgressBar';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemDetails, problemWords } from '../../i18n/problemWords';
import { Fault } from './Section';
import { useStopBackup } from './useBackups';

interface RestoreDialogProps {
  backup: BackupFile;
  onClose: () => void;
}

/** Says what going back to a backup will do and to whom, does it, and gives way to the sign-in. */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const stop = useStopBackup();
  const working = useWorking('restore');
  const restore = useMutation({
    mutationFn: () => call(commands.restoreBackup(backup.name)),
    // The core tells of the new stage; a window that missed it looks for itself.
    onSuccess: () => void client.invalidateQueries({ queryKey: stateKey }),
    onError: (error) => {
      if (problemOf(error).kind !== 'work_stopped') return;
      toasts.done(t('backup.restoreStopped'));
      onClose();
    },
  });
  const isAtWork = restore.isPending || restore.isSuccess;
  const problem = restore.error === null ? null : problemOf(restore.error);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('backup.restoreTitle', { at: format.moment(backup.at, now) })}
      isKeyboardDismissDisabled={isAtWork}
      onClose={onClose}
      actions={
        <>
          {!isAtWork && (
            <Button autoFocus onPress={onClose}>
              {t('common.cancel')}
            </Button>
          )}
          <Button variant="danger" isPending={isAtWork} onPress={() => restore.mutate()}>
            {t('backup.restoreConfirm')}
          </Button>
        </>
      }
    >
      <p>{t('backup.restoreLost')}</p>
      <p>{t('backup.restoreKept')}</p>
      {isAtWork && (
        <LateProgress
          label={t('backup.restoring')}
          wait={t('backup.wait')}
          done={working?.done ?? 0}
          total={working?.all ?? 0}
          isSize
          // Once the copy has ended it takes the place of the data, and nothing stops that.
          onStop={working === null ? undefined : stop}
        />
      )}
      {problem !== null && !isAtWork && (
        <>
          <Fault>{problemWords(t, problem)}</Fault>
          <Details text={problemDetails(problem)} />
        </>
      )}
    </Dialog>
  );
}
