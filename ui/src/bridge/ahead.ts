import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { changesHeard } from './events';

interface Asked {
  answer: Promise<unknown>;
  at: number;
  /** How many changes had been heard of when it was asked for. */
  heard: number;
}

/** What was asked for at a click is waited for within this time, or not at all. */
const FRESH_MS = 2000;
const asked = new Map<string, Asked>();

/** Asks at the click itself for what the next screen will show: the core reads while the screen changes. */
export function askAhead<T>(what: string, ask: () => Promise<T>): void {
  const answer = ask();
  // What goes wrong is said where the answer is waited for.
  answer.catch(() => undefined);
  asked.clear();
  asked.set(what, { answer, at: performance.now(), heard: changesHeard() });
}

/** What was asked for at the click, once, and only if nothing has changed since; otherwise it is asked now. */
export function askOnce<T>(what: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(what);
  asked.delete(what);
  const isTrue =
    known !== undefined && known.heard === changesHeard() && performance.now() - known.at < FRESH_MS;
  return isTrue ? (known.answer as Promise<T>) : ask();
}

/** Whether an answer is at hand that is still true: then there is nothing to ask for. */
export function isKnown(client: QueryClient, queryKey: QueryKey): boolean {
  const state = client.getQueryState(queryKey);
  return state?.data !== undefined && !state.isInvalidated;
}
