import { QueryClientProvider } from '@tanstack/react-query';
import { useChanges } from '../bridge/events';
import { makeClient } from './client';
import { ErrorBoundary } from './ErrorBoundary';
import { Stage } from './Stage';

const client = makeClient();

/** The window. */
export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Listening />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

function Listening() {
  useChanges();
  return <Stage />;
}
