import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { useFormat, useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  /** What is going on. */
  label: string;
  done: number;
  total: number;
  onStop?: () => void;
}

/** Something longer than a second: how far it is, by count, and a way to stop. */
export function ProgressBar({ label, done, total, onStop }: ProgressBarProps) {
  const t = useT();
  const format = useFormat();
  const count = t('common.progress', { done: format.count(done), total: format.count(total) });
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
