import { Component, type ReactNode } from 'react';
import { Button } from '../components/Button';
import { ErrorState } from '../components/ErrorState';
import { useT } from '../i18n/LocaleProvider';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** When it changes, such as the address, what is inside is tried again. */
  resetKey?: string;
}

interface ErrorBoundaryState {
  error: Error | null;
}

/** Keeps a screen that fails from taking the window with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { error: asError(thrown) };
  }

  override componentDidUpdate(before: ErrorBoundaryProps) {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crash error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** What stands where a screen has failed. */
export function Crash({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  return (
    <ErrorState
      title={t('app.crashed')}
      details={error.stack ?? error.message}
      action={<Button onPress={onRetry}>{t('common.tryAgain')}</Button>}
    >
      <p>{t('app.crashedSafe')}</p>
      <p>{t('app.crashedNext')}</p>
    </ErrorState>
  );
}
