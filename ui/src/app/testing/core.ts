import { vi } from 'vitest';
import type { Changed, ClosingAsked, commands, Problem, Working } from '../../bridge/bindings';

type Commands = typeof commands;
type Answer<K extends keyof Commands> =
  Awaited<ReturnType<Commands[K]>> extends infer O
    ? O extends { status: 'ok'; data: infer D }
      ? D
      : never
    : never;

const handlers = new Map<string, (...given: never[]) => unknown>();
const listeners = new Set<(event: { payload: Changed }) => void>();
const closers = new Set<(event: { payload: ClosingAsked }) => void>();
const clickers = new Set<(event: { payload: unknown }) => void>();
const watchers = new Set<(event: { payload: Working }) => void>();

/** What was refused, for a handler to throw. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** Lets a handler refuse. */
export function refuse(problem: Problem): never {
  throw new Refusal(problem);
}

/** Says what the core answers to a command; the mock that is given back tells what it was asked. */
export function answer<K extends keyof Commands>(
  name: K,
  handler: (...given: Parameters<Commands[K]>) => Answer<K> | Promise<Answer<K>>,
) {
  const spy = vi.fn(handler);
  handlers.set(name, spy as never);
  return spy;
}

/** The core tells of a change. */
export function tell(...topics: Changed['topics']): void {
  for (const listener of listeners) listener({ payload: { topics } });
}

/** The window was asked to close. */
export function tellClosing(waiting: number, can_stay = false): void {
  for (const listener of closers) listener({ payload: { waiting, can_stay } });
}

/** The core tells how far a work has come; nothing: it has ended. */
export function tellWork(progress: Working['progress']): void {
  for (const watcher of watchers) watcher({ payload: { progress } });
}

/** Stands in the place of the bridge's bindings: `vi.mock('…/bindings', async () => (await import('…')).fakeCore())`. */
export function fakeCore() {
  const fake = new Proxy(
    {},
    {
      get:
        (_, name: string) =>
        async (...given: never[]) => {
          const handler = handlers.get(name);
          if (handler === undefined) throw new Error(`The test has no answer to ${name}.`);
          try {
            return { status: 'ok', data: await handler(...given) };
          } catch (error) {
            if (error instanceof Refusal) return { status: 'error', error: error.problem };
            throw error;
          }
        },
    },
  );
  const hears = <T>(those: Set<(event: { payload: T }) => void>) => ({
    listen: async (listener: (event: { payload: T }) => void) => {
      those.add(listener);
      return () => those.delete(listener);
    },
  });
  return {
    commands: fake,
    events: {
      changed: hears(listeners),
      closingAsked: hears(closers),
      openAsked: hears(clickers),
      working: hears(watchers),
    },
  };
}
