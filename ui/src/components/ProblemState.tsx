import { problemOf } from '../bridge/call';
import { useT } from '../i18n/LocaleProvider';
import { problemDetails, problemWords } from '../i18n/problemWords';
import { Button } from './Button';
import { ErrorState } from './ErrorState';

interface ProblemStateProps {
  /** Whatever a query threw. */
  error: unknown;
  onRetry?: () => void;
}

/** Stands where the data of a screen would stand, when the core refused or failed. */
export function ProblemState({ error, onRetry }: ProblemStateProps) {
  const t = useT();
  const problem = problemOf(error);
  return (
    <ErrorState
      title={problemWords(t, problem)}
      details={problemDetails(problem)}
      action={onRetry && <Button onPress={onRetry}>{t('common.tryAgain')}</Button>}
    />
  );
}
