import { useEffect, useState } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { useFormat, useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import styles from './ProgressBar.module.css';
import { SKELETON_AFTER_MS } from './Skeleton';

interface ProgressBarProps {
  /** What is going on. */
  label: string;
  done: number;
  total: number;
  /** Both are kibibytes, and shown in megabytes. */
  isSize?: boolean;
  onStop?: (() => void) | undefined;
}

/** Something longer than a second: how far it is, by count, and a way to stop. */
export function ProgressBar({ label, done, total, isSize = false, onStop }: ProgressBarProps) {
  const t = useT();
  const format = useFormat();
  const count = isSize
    ? format.sizeOf(done, total)
    : t('common.progress', { done: format.count(done), total: format.count(total) });
  return (
    <div className={styles.progress}>
      <AriaProgressBar
        aria-label={label}
        className={styles.bar ?? ''}
        value={done}
        maxValue={Math.max(total, 1)}
        valueLabel={count}
      >
        {({ percentage }) => (
          <>
            <div className={styles.words}>
              <span>{label}</span>
              <span className={styles.count}>{count}</span>
            </div>
            <div className={styles.track}>
              <div className={styles.fill} style={{ inlineSize: `${percentage ?? 0}%` }} />
            </div>
          </>
        )}
      </AriaProgressBar>
      {onStop && <Button onPress={onStop}>{t('common.stop')}</Button>}
    </div>
  );
}

interface LateProgressProps extends ProgressBarProps {
  /** Said beside the label while it is not known how much there is. */
  wait?: string;
}

/** The same for what may be over at once: nothing for 300 ms, and words until it is known how much there is. */
export function LateProgress({ wait, ...bar }: LateProgressProps) {
  const t = useT();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  // What is done at once needs no bar that flashes by.
  if (!isLate) return null;
  if (bar.total > 0) return <ProgressBar {...bar} />;
  return (
    <div className={styles.waiting}>
      <p role="status">
        {bar.label}
        {wait && <span className={styles.count}> {wait}</span>}
      </p>
      {bar.onStop && <Button onPress={bar.onStop}>{t('common.stop')}</Button>}
    </div>
  );
}

interface FillBarProps {
  value: number;
  max: number;
}

/** A thin bar of how full something is; the words beside it say the same, so it is drawn for the eye alone. */
export function FillBar({ value, max }: FillBarProps) {
  const share = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <div aria-hidden className={styles.track} data-full={value >= max || undefined}>
      <div className={styles.fill} style={{ inlineSize: `${share}%` }} />
    </div>
  );
}
