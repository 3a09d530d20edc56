import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { problemOf } from '../bridge/call';
import { part, stateKey } from '../bridge/queries';

/** The core is on this computer and tells of every change: nothing is asked twice or on a timer. */
export function makeClient(): QueryClient {
  // Whatever notices first that the screen has locked shows it (R52).
  const onError = (error: unknown) => {
    const { kind } = problemOf(error);
    if (kind === 'locked' || kind === 'not_signed_in') void client.invalidateQueries({ queryKey: stateKey });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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
  return client;
}

/** Forgets everything that a person has seen: the next one may see less (R52). */
export function forgetSeen(client: QueryClient): void {
  client.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== part.app || queryKey[1] !== stateKey[1],
  });
  client.getMutationCache().clear();
}
