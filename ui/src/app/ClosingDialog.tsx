import { useEffect, useState } from 'react';
import { type ClosingAsked, commands, events } from '../bridge/bindings';
import { call } from '../bridge/call';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { useT } from '../i18n/LocaleProvider';

/** R82: closing the window with something still in the outbox says so first; it can go out from the tray. */
export function ClosingDialog() {
  const t = useT();
  const [asked, setAsked] = useState<ClosingAsked | null>(null);
  useEffect(() => {
    const listening = events.closingAsked.listen(({ payload }) => setAsked(payload));
    return () => {
      void listening.then((stop) => stop());
    };
  }, []);
  if (asked === null) return null;
  const keepOpen = () => {
    setAsked(null);
    // Where the core does not hear it, the next closing asks no more, which harms nothing.
    call(commands.keepOpen()).catch(() => undefined);
  };
  const stayInTray = () => {
    setAsked(null);
    // Where the core does not hear it the window stays, which harms nothing.
    call(commands.stayInTray()).catch(() => undefined);
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('mail.closeTitle')}
      onClose={keepOpen}
      actions={
        <>
          <Button onPress={() => void call(commands.closeWindow()).catch(() => undefined)}>
            {t('mail.closeAnyway')}
          </Button>
          <Button
            autoFocus={!asked.can_stay}
            variant={asked.can_stay ? 'secondary' : 'primary'}
            onPress={keepOpen}
          >
            {t('mail.keepOpen')}
          </Button>
          {asked.can_stay && (
            <Button autoFocus variant="primary" onPress={stayInTray}>
              {t('mail.stayInTray')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('mail.closeWaiting', { count: asked.waiting })}</p>
      <p>{t(asked.can_stay ? 'mail.closeNextOrTray' : 'mail.closeNext')}</p>
    </Dialog>
  );
}
