import { useEffect, useState } from 'react';
import { commands, events } from '../bridge/bindings';
import { call } from '../bridge/call';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { useT } from '../i18n/LocaleProvider';

/** R82: closing the window with something still in the outbox says so first. */
export function ClosingDialog() {
  const t = useT();
  const [waiting, setWaiting] = useState<number | null>(null);
  useEffect(() => {
    const listening = events.closingAsked.listen(({ payload }) => setWaiting(payload.waiting));
    return () => {
      void listening.then((stop) => stop());
    };
  }, []);
  if (waiting === null) return null;
  const stay = () => {
    setWaiting(null);
    // Where the core does not hear it, the next closing asks no more, which harms nothing.
    call(commands.keepOpen()).catch(() => undefined);
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('mail.closeTitle')}
      onClose={stay}
      actions={
        <>
          <Button onPress={() => void call(commands.closeWindow()).catch(() => undefined)}>
            {t('mail.closeAnyway')}
          </Button>
          <Button autoFocus variant="primary" onPress={stay}>
            {t('mail.keepOpen')}
          </Button>
        </>
      }
    >
      <p>{t('mail.closeWaiting', { count: waiting })}</p>
      <p>{t('mail.closeNext')}</p>
    </Dialog>
  );
}
