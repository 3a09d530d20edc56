import { useMutation } from '@tanstack/react-query';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { commands, type PulseView } from '../bridge/bindings';
import { call } from '../bridge/call';
import { Button } from '../components/Button';
import { useOpenSettings } from '../components/navigation';
import popover from '../components/Popover.module.css';
import { useMe } from '../components/session';
import { useFormat, useT } from '../i18n/LocaleProvider';
import { lineMeaning, lineWords, mailFaultWords } from '../i18n/mailWords';
import styles from './Navigation.module.css';

interface LineNoteProps {
  pulse: PulseView;
  narrow: boolean;
}

/** R81: the state of the line and what waits, in words and always in sight; a press says what it means. */
export function LineNote({ pulse, narrow }: LineNoteProps) {
  const t = useT();
  const { waiting, clock_behind: clockBehind, line } = pulse;
  const state = lineWords(t, line);
  const short =
    waiting > 0 &&
    (narrow ? t('app.waitingShort', { count: waiting }) : t('app.waiting', { count: waiting }));
  // The name has the words that are shown: whoever speaks to the computer says what is seen (WCAG 2.5.3).
  const clock = clockBehind && t('app.clockBehind');
  const name = [state, short, clock].filter(Boolean).join(' ');
  return (
    <DialogTrigger>
      <AriaButton className={styles.line ?? ''} aria-label={name} data-line={line.state}>
        <span aria-hidden className={styles.dot} />
        <span>
          {state} {short && <span className={styles.together}>{short}</span>}{' '}
          {clock && <span className={styles.together}>{clock}</span>}
        </span>
      </AriaButton>
      <Popover className={popover.popover ?? ''} placement="end bottom" offset={8}>
        <Dialog className={styles.explanation ?? ''}>
          {({ close }) => <Explanation pulse={pulse} title={state} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface ExplanationProps {
  pulse: PulseView;
  title: string;
  onClose: () => void;
}

function Explanation({ pulse, title, onClose }: ExplanationProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const openSettings = useOpenSettings();
  const { line, waiting, held, not_delivered: notDelivered, clock_behind: clockBehind } = pulse;
  const tryNow = useMutation({ mutationFn: () => call(commands.tryNow()) });
  const isDown = line.state === 'offline' || line.state === 'settings';
  return (
    <>
      <Heading slot="title" level={2} className={styles.explanationTitle ?? ''}>
        {title}
      </Heading>
      <p>{lineMeaning(t, line)}</p>
      {line.fault !== null && <p>{mailFaultWords(t, line.fault)}</p>}
      <p>{waiting > 0 ? t('app.lineWaiting', { count: waiting }) : t('app.lineNothing')}</p>
      {line.state === 'no_mailbox' && <p>{t('app.lineNext')}</p>}
      {line.state === 'offline' && <p>{t('mail.offlineNext')}</p>}
      {isDown && line.next_try !== null && <p>{t('mail.nextTry', { time: format.clock(line.next_try) })}</p>}
      {held > 0 && <p>{t('mail.heldCount', { count: held })}</p>}
      {notDelivered > 0 && <p>{t('mail.notDeliveredCount', { count: notDelivered })}</p>}
      {clockBehind && <p>{t('app.clockWhat')}</p>}
      {isDown && (
        <Button isPending={tryNow.isPending} onPress={() => tryNow.mutate()}>
          {t('mail.tryNow')}
        </Button>
      )}
      {me.permissions.administration && line.state !== 'online' && (
        <Button
          variant="quiet"
          onPress={() => {
            onClose();
            openSettings('mailbox');
          }}
        >
          {t('mail.openMailbox')}
        </Button>
      )}
    </>
  );
}
