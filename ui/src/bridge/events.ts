import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Changed, events, type Work, type WorkProgress } from './bindings';
import { keysFor } from './queries';

let heard = 0;

/** How many changes of the core the window has heard of: an answer asked for before one of them may be old. */
export const changesHeard = (): number => heard;

/** Fetches again what a change in the core has made untrue (R13). */
export function applyChange(client: QueryClient, { topics }: Changed): void {
  heard += 1;
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

/** How far a backup, a restore or a rescue has come: nothing heard of it yet, so far, or `null` when it has ended. */
export function useWorking(work: Work): WorkProgress | null | undefined {
  const [heard, setHeard] = useState<WorkProgress | null>();
  useEffect(() => {
    const listening = events.working.listen(({ payload: { progress } }) => {
      if (progress?.work === work) setHeard(progress);
      // One goes on at a time: whatever has ended, this one is not at it.
      else setHeard((before) => (before === undefined ? before : null));
    });
    return () => {
      void listening.then((stop) => stop());
    };
  }, [work]);
  return heard;
}
