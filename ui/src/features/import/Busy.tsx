import { LateProgress } from '../../components/ProgressBar';
import { useT } from '../../i18n/LocaleProvider';
import { importer, type Progress } from './importer';

interface BusyProps {
  name: string;
  progress: Progress;
}

/** Something runs: how far it is, and a way to stop. */
export function Busy({ name, progress: { stage, done, total } }: BusyProps) {
  const t = useT();
  const words = {
    sending: t('import.sending', { name }),
    reading: t('import.reading', { name }),
    comparing: t('import.comparing'),
    writing: t('import.writing', { name }),
  }[stage];
  // Bytes are counted in thousands: nobody reads 1,048,576 of 48,234,496.
  const unit = stage === 'sending' ? 1000 : 1;
  return (
    <LateProgress
      label={stage === 'sending' && total > 0 ? `${words} (KB)` : words}
      wait={t('import.wait')}
      done={Math.ceil(done / unit)}
      total={Math.ceil(total / unit)}
      onStop={() => importer.stop()}
    />
  );
}
