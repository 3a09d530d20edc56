import { useMutation, useQuery } from '@tanstack/react-query';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { backupsKey } from '../../bridge/queries';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';

/** Where backups go, how the last one ended, and which there are; for administrators alone. */
export const useBackups = (isAdministrator = true) =>
  useQuery({
    queryKey: backupsKey,
    queryFn: () => call(commands.backupStatus()),
    enabled: isAdministrator,
  });

/** Stops the backup or the restore that goes on; what was stopped says so itself. */
export function useStopBackup(): () => void {
  const t = useT();
  const { mutate } = useMutation({
    mutationFn: () => call(commands.stopBackup()),
    onError: (error) => toasts.problem(problemWords(t, problemOf(error))),
  });
  return () => mutate();
}
