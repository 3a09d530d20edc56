import { useMutation } from '@tanstack/react-query';
import { CloudOff, TriangleAlert } from 'lucide-react';
import { commands } from '../bridge/bindings';
import { call } from '../bridge/call';
import { Banner } from '../components/Banner';
import { Button } from '../components/Button';
import { useT } from '../i18n/LocaleProvider';
import { usePulse } from './usePulse';

/** R81: while mail does not go through, every screen says so, and that nothing is lost by it. */
export function LineBanner() {
  const t = useT();
  const line = usePulse()?.line.state;
  const tryNow = useMutation({ mutationFn: () => call(commands.tryNow()) });
  if (line !== 'offline' && line !== 'settings') return null;
  const isOffline = line === 'offline';
  return (
    <Banner
      tone="warning"
      icon={isOffline ? CloudOff : TriangleAlert}
      action={
        <Button variant="quiet" isPending={tryNow.isPending} onPress={() => tryNow.mutate()}>
          {t('mail.tryNow')}
        </Button>
      }
    >
      {isOffline ? t('mail.offlineBanner') : t('mail.settingsBanner')}
    </Banner>
  );
}
