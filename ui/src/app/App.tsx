import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { commands } from '../bridge/bindings';
import { call } from '../bridge/call';
import { useChanges } from '../bridge/events';
import { stateKey } from '../bridge/queries';
import { SessionProvider } from '../components/session';
import { Toasts } from '../components/Toasts';
import { LocaleProvider } from '../i18n/LocaleProvider';
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
        <Stage />
        <Toasts />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}

/** What the window shows: the desk, once somebody is signed in. */
function Stage() {
  useChanges();
  const state = useQuery({ queryKey: stateKey, queryFn: () => call(commands.appState()) });
  if (state.data?.stage !== 'desk') return null;
  const { me, building } = state.data;
  return (
    <LocaleProvider
      language={me.preferences.language}
      timeZone={building.time_zone}
      currency={building.currency}
    >
      <SessionProvider me={me} building={building}>
        <RouterProvider router={router} />
      </SessionProvider>
    </LocaleProvider>
  );
}
