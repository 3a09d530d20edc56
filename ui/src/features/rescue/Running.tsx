import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { useWorking } from '../../bridge/events';
import { LateProgress } from '../../components/ProgressBar';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Rescue.module.css';

/** The core is at it: how many rows it has come through, and a way to stop. */
export function Running({ title }: { title: string }) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const working = useWorking('rescue');
  const total = working?.all ?? 0;
  const stop = useMutation({
    mutationFn: () => call(commands.stopRescue()),
    onError: (error) => toasts.problem(problemWords(t, problemOf(error))),
  });
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        <p className={styles.words}>{t('backup.runningWords')}</p>
      </div>
      <LateProgress
        label={t(total > 0 ? 'backup.rows' : 'backup.looking')}
        wait={t('backup.wait')}
        done={working?.done ?? 0}
        total={total}
        // Once the rows are through the new file takes the place of the damaged one, and nothing stops that.
        onStop={working === null ? undefined : () => stop.mutate()}
      />
    </div>
  );
}
