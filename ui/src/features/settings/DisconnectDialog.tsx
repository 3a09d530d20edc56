import { useMutation } from '@tanstack/react-query';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Fault } from './Section';

interface DisconnectDialogProps {
  address: string;
  onClose: () => void;
  onDone: () => void;
}

/** Says what disconnecting the mailbox will do, and does it. */
export function DisconnectDialog({ address, onClose, onDone }: DisconnectDialogProps) {
  const t = useT();
  const disconnect = useMutation({
    mutationFn: () => call(commands.disconnectMailbox()),
    onSuccess: () => {
      toasts.done(t('mail.disconnected'));
      onClose();
      onDone();
    },
  });
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('mail.disconnectTitle', { address })}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger" isPending={disconnect.isPending} onPress={() => disconnect.mutate()}>
            {t('mail.disconnect')}
          </Button>
        </>
      }
    >
      <p>{t('mail.disconnectWords')}</p>
      <Fault>{disconnect.error === null ? undefined : problemWords(t, problemOf(disconnect.error))}</Fault>
    </Dialog>
  );
}
