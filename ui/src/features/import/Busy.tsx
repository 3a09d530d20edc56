import { useEffect, useState } from 'react';
import { Button } from '../../components/Button';
import { ProgressBar } from '../../components/ProgressBar';
import { SKELETON_AFTER_MS } from '../../components/Skeleton';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';
import { importer, type Progress } from './importer';

interface BusyProps {
  name: string;
  progress: Progress;
}

/** Something runs: how far it is, and a way to stop. */
export function Busy({ name, progress: { stage, done, total } }: BusyProps) {
  const t = useT();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  // What is done at once needs no bar that flashes by.
  if (!isLate) return null;
  const words = {
    sending: t('import.sending', { name }),
    reading: t('import.reading', { name }),
    comparing: t('import.comparing'),
    writing: t('import.writing', { name }),
  }[stage];
  const stop = () => importer.stop();
  // Bytes are counted in thousands: nobody reads 1,048,576 of 48,234,496.
  const unit = stage === 'sending' ? 1000 : 1;
  if (total === 0) {
    return (
      <div className={styles.waiting}>
        <p role="status">
          {words} <span className={styles.quiet}>{t('import.wait')}</span>
        </p>
        <Button onPress={stop}>{t('common.stop')}</Button>
      </div>
    );
  }
  return (
    <ProgressBar
      label={stage === 'sending' ? `${words} (KB)` : words}
      done={Math.ceil(done / unit)}
      total={Math.ceil(total / unit)}
      onStop={stop}
    />
  );
}
