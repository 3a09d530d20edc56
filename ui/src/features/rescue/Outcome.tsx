import { useEffect, useRef } from 'react';
import type { RescueDone } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Rescue.module.css';

interface OutcomeProps {
  done: RescueDone;
  /** The backup was gone back to, and not only there to fill gaps. */
  isBackup: boolean;
  isOpening: boolean;
  onContinue: () => void;
}

/** What is saved, what is not, and where the rest is kept. */
export function Outcome({ done, isBackup, isOpening, onContinue }: OutcomeProps) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const at = done.backup_at === null ? null : format.moment(done.backup_at, now);
  return (
    <div className={styles.screen}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {t(isBackup ? 'backup.goBackDone' : 'backup.readDone')}
      </h1>
      <ul className={styles.facts}>
        <li>{t('backup.saved_rows', { count: done.rows })}</li>
        {at !== null && <li>{t(isBackup ? 'backup.wentBackTo' : 'backup.filledFrom', { at })}</li>}
        <li>{done.waiting === 0 ? t('backup.waitingNone') : t('backup.waiting', { count: done.waiting })}</li>
        <li>
          {done.unreadable === 0
            ? t('backup.unreadableNone')
            : t('backup.unreadable', { count: done.unreadable })}
        </li>
        {done.unplaced > 0 && (
          <li>
            {t(done.words === null ? 'backup.unplacedNoFile' : 'backup.unplaced', { count: done.unplaced })}
            {done.words !== null && <code>{done.words}</code>}
          </li>
        )}
        <li>
          {t('backup.aside')}
          <code>{done.aside}</code>
        </li>
      </ul>
      <Button wide variant="primary" isPending={isOpening} onPress={onContinue}>
        {t('common.continue')}
      </Button>
    </div>
  );
}
