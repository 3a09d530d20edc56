import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import type { PulseView } from '../bridge/bindings';
import popover from '../components/Popover.module.css';
import { useT } from '../i18n/LocaleProvider';
import styles from './Navigation.module.css';

interface LineNoteProps {
  pulse: PulseView;
  narrow: boolean;
}

/** R81: the state of the line and what waits, in words and always in sight; a press says what it means. */
export function LineNote({ pulse: { waiting, clock_behind: clockBehind }, narrow }: LineNoteProps) {
  const t = useT();
  const state = t('app.noMailbox');
  const short =
    waiting > 0 &&
    (narrow ? t('app.waitingShort', { count: waiting }) : t('app.waiting', { count: waiting }));
  // The name has the words that are shown: whoever speaks to the computer says what is seen (WCAG 2.5.3).
  const clock = clockBehind && t('app.clockBehind');
  const name = [state, short, clock].filter(Boolean).join(' ');
  return (
    <DialogTrigger>
      <Button className={styles.line ?? ''} aria-label={name}>
        <span aria-hidden className={styles.dot} />
        <span>
          {state} {short && <span className={styles.together}>{short}</span>}{' '}
          {clock && <span className={styles.together}>{clock}</span>}
        </span>
      </Button>
      <Popover className={popover.popover ?? ''} placement="end bottom" offset={8}>
        <Dialog className={styles.explanation ?? ''}>
          <Heading slot="title" level={2} className={styles.explanationTitle ?? ''}>
            {t('app.noMailbox')}
          </Heading>
          <p>{t('app.lineWhat')}</p>
          <p>{waiting > 0 ? t('app.lineWaiting', { count: waiting }) : t('app.lineNothing')}</p>
          <p>{t('app.lineNext')}</p>
          {clockBehind && <p>{t('app.clockWhat')}</p>}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
