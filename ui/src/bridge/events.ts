import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Changed, events } from './bindings';
import { keysFor } from './queries';

/** Fetches again what a change in the core has made untrue (R13). */
export function applyChange(client: QueryClient, { topics }: Changed): void {
  for (const queryKey of keysFor(topics)) void client.invalidateQueries({ queryKey });
}

/** Hears of every change for as long as the window stands. */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const listening = events.changed.listen(({ payload }) => applyChange(client, payload));
    return () => {
      void listening.then((stop) => stop());
    };
  }, [client]);
}
