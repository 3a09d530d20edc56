import type { Problem } from './bindings';

/** What a generated command resolves to. */
export type Outcome<T> = { status: 'ok'; data: T } | { status: 'error'; error: Problem };

/** A refusal or failure of the core, or the core out of reach. */
export type Trouble = Problem | { kind: 'unreachable'; detail: string };

/** What a failed call throws: the screen switches on `problem.kind`, never on words. */
export class ProblemError extends Error {
  readonly problem: Trouble;

  constructor(problem: Trouble) {
    super(problem.kind);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Waits for a command and hands out its data; a refusal is thrown as a `ProblemError`. */
export async function call<T>(command: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await command;
  } catch (error) {
    // Only the pipe between window and core can fail here: what the core refuses is an outcome.
    throw new ProblemError({ kind: 'unreachable', detail: String(error) });
  }
  if (outcome.status === 'error') throw new ProblemError(outcome.error);
  return isPacked(outcome.data) ? (unpack(outcome.data.packed, outcome.data) as T) : outcome.data;
}

/** A view of many rows on its way: what is said more than once stands in it once (`views/packed.rs` in the desk). */
interface Packed {
  shapes: string[][];
  texts: string[];
  packed: unknown;
}

function isPacked(data: unknown): data is Packed {
  return typeof data === 'object' && data !== null && 'shapes' in data && 'packed' in data;
}

/** -1 begins an array, -2 the place of a text, and anything else is the place of an object's field names. */
function unpack(value: unknown, sheet: Packed): unknown {
  if (!Array.isArray(value)) return value;
  if (value[0] === -2) return sheet.texts[value[1]];
  const names = sheet.shapes[value[0]];
  if (names === undefined) return value.slice(1).map((member) => unpack(member, sheet));
  return Object.fromEntries(names.map((name, place) => [name, unpack(value[place + 1], sheet)]));
}

/** The problem inside of whatever was thrown. */
export function problemOf(error: unknown): Trouble {
  if (error instanceof ProblemError) return error.problem;
  return {
    kind: 'unreachable',
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
