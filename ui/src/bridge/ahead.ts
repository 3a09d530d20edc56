import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { changesHeard } from './events';

interface Asked {
  answer: Promise<unknown>;
  /** The answer itself, once it is there. */
  value?: unknown;
  at: number;
  /** How many changes had been heard of when it was asked for. */
  heard: number;
}

/** What was asked for at a click is waited for within this time, or not at all. */
const FRESH_MS = 2000;
/** A screen that has not been answered by then is shown without what it will show. */
const PATIENCE_MS = 40;
const asked = new Map<string, Asked>();
/** The last way that was taken: a later click overtakes those that still wait. */
let lastWay = 0;

/** Asks at the click itself for what the next screen will show; the promise tells when that has ended. */
export function askAhead<T>(what: string, ask: () => Promise<T>): Promise<void> {
  const request: Asked = { answer: ask(), at: performance.now(), heard: changesHeard() };
  asked.clear();
  asked.set(what, request);
  return request.answer.then(
    (value) => {
      request.value = value;
    },
    // What goes wrong is said where the answer is waited for.
    () => undefined,
  );
}

/** What was asked for at the click, if it is true still: it is handed out once. */
function take(what: string): Asked | null {
  const known = asked.get(what);
  asked.delete(what);
  if (known === undefined || known.heard !== changesHeard()) return null;
  return performance.now() - known.at < FRESH_MS ? known : null;
}

/** The answer to what was asked for at the click, once, and only if nothing has changed since; otherwise it is asked now. */
export function askOnce<T>(what: string, ask: () => Promise<T>): Promise<T> {
  return (take(what)?.answer as Promise<T> | undefined) ?? ask();
}

/** The same where it is at hand already, so that the first drawing is the whole one. */
export function answered<T>(what: string): T | undefined {
  if (asked.get(what)?.value === undefined) return undefined;
  return take(what)?.value as T | undefined;
}

/**
 * Changes the screen once what it will show has been answered: one drawing instead of two, which is sooner
 * than a half-empty one at once. Where the core needs longer, the screen changes without it.
 */
export function goWhenAnswered(answer: Promise<void> | null, go: () => void): void {
  lastWay += 1;
  const way = lastWay;
  if (answer === null) {
    go();
    return;
  }
  const patience = new Promise<void>((done) => setTimeout(done, PATIENCE_MS));
  void Promise.race([answer, patience]).then(() => {
    if (way === lastWay) go();
  });
}

/** Whether an answer is at hand that is still true: then there is nothing to ask for. */
export function isKnown(client: QueryClient, queryKey: QueryKey): boolean {
  const state = client.getQueryState(queryKey);
  return state?.data !== undefined && !state.isInvalidated;
}
