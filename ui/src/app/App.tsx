import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useChanges } from '../bridge/events';
import { Toasts } from '../components/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { router } from './router';

/** The core is on this computer and tells of every change: nothing is asked twice or on a timer. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** The window. */
export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <Desk />
        <Toasts />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

function Desk() {
  useChanges();
  return <RouterProvider router={router} />;
}
