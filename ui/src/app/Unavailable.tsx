import type { AppState } from '../bridge/bindings';
import { Button } from '../components/Button';
import { ErrorState } from '../components/ErrorState';
import { useT } from '../i18n/LocaleProvider';

interface UnavailableProps {
  state: Extract<AppState, { stage: 'unavailable' }>;
  isTrying: boolean;
  onRetry: () => void;
}

/** The store cannot be opened: what happened, what is safe, what to do (R84 among the reasons). */
export function Unavailable({ state, isTrying, onRetry }: UnavailableProps) {
  const t = useT();
  const { fault, folder, detail } = state;
  return (
    <ErrorState
      title={t(`app.fault_${fault}`)}
      details={`${fault}\n${folder}\n${detail}`.trim()}
      action={
        <Button variant="primary" isPending={isTrying} onPress={onRetry}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      <p>{t(`app.faultSafe_${fault}`)}</p>
      <p>{t(`app.faultNext_${fault}`)}</p>
      <p>
        <code>{folder}</code>
      </p>
    </ErrorState>
  );
}
