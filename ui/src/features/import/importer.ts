import {
  commands,
  type ImportDone,
  type ImportGiven,
  type ImportOpened,
  type ImportPreview,
  type ImportProgress,
  type Mapping,
} from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { inSlices, UnreadableFile } from '../../bridge/slices';
import { givenOf, type TheEvent, UNSAID } from './theEvent';

/** What a column of the file is. */
export type Column = Mapping['columns'][number];

/** How far something is; the total is nought where it is not known yet. */
export interface Progress {
  stage: 'sending' | ImportProgress['stage'];
  done: number;
  total: number;
}

/** Why an import does not go on. */
export type ImportTrouble = Trouble | { kind: 'unreadable_file' };

/** Where the import is. */
export type ImportState =
  | { step: 'file'; problem: ImportTrouble | null }
  | { step: 'busy'; name: string; progress: Progress }
  | {
      step: 'columns';
      opened: ImportOpened;
      mapping: Mapping;
      event: TheEvent;
      problem: ImportTrouble | null;
    }
  | {
      step: 'preview';
      opened: ImportOpened;
      mapping: Mapping | null;
      event: TheEvent;
      preview: ImportPreview;
      problem: ImportTrouble | null;
    }
  | { step: 'done'; done: ImportDone };

const START: ImportState = { step: 'file', problem: null };

/** What the person decides about a preview. */
export interface Decision {
  leaveOutBad: boolean;
  movedOut: string[];
}

/** What a preview is asked for. */
interface Asked {
  opened: ImportOpened;
  mapping: Mapping | null;
  event: TheEvent;
}

/**
 * Brings one file in, step by step (R7). It stands beside the screen, so that whoever looks at something
 * else meanwhile finds the import where it was; it belongs to the person who began it.
 */
export class Importer {
  #state: ImportState = START;
  #owner: string | null = null;
  #token: string | null = null;
  // Whether the core has been told the event of the file.
  #hasGiven = false;
  // Answers of an import that was stopped or replaced are told from those that are waited for.
  #run = 0;
  #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): ImportState => this.#state;

  /** Somebody looks at the import: what another person left behind is dropped. */
  belongTo(person: string): void {
    if (this.#owner === person) return;
    this.#owner = person;
    this.#begin();
  }

  /** Brings a file in and says what it is. */
  async choose(file: File): Promise<void> {
    const run = this.#begin();
    const { name } = file;
    const sending = (done: number) =>
      this.#set({ step: 'busy', name, progress: { stage: 'sending', done, total: file.size } });
    sending(0);
    await this.#guarded(run, { step: 'file' }, async () => {
      const token = await call(commands.importBegin(name, Math.min(file.size, 0xffff_ffff)));
      if (run !== this.#run) return this.#drop(token);
      this.#token = token;
      for await (const slice of inSlices(file)) {
        await call(commands.importChunk(token, slice.base64));
        if (run !== this.#run) return;
        sending(slice.end);
      }
      this.#set({ step: 'busy', name, progress: { stage: 'reading', done: 0, total: 0 } });
      const opened = await call(commands.importOpen(token));
      if (run !== this.#run) return;
      if (opened.mapping === null) await this.#preview(run, { opened, mapping: null, event: UNSAID });
      else this.#set({ step: 'columns', opened, mapping: opened.mapping, event: UNSAID, problem: null });
    });
  }

  /** Says what a column is. */
  setColumn(index: number, field: Column): void {
    const state = this.#state;
    if (state.step !== 'columns') return;
    const columns = state.mapping.columns.map((was, at) => (at === index ? field : was));
    this.#set({ ...state, mapping: { ...state.mapping, columns }, problem: null });
  }

  /** Says which event the whole file is about. */
  sayEvent(event: TheEvent): void {
    const state = this.#state;
    if (state.step !== 'columns' && state.step !== 'preview') return;
    this.#set({ ...state, event });
  }

  /** Back to the columns, as they were last. */
  backToColumns(): void {
    const state = this.#state;
    if (state.step !== 'preview' || state.mapping === null) return;
    const { opened, mapping, event } = state;
    this.#set({ step: 'columns', opened, mapping, event, problem: null });
  }

  /** Asks what the import would do; from the preview itself with another way of reading dates, or again. */
  async preview(dayOrder?: Mapping['day_order']): Promise<void> {
    const state = this.#state;
    if (state.step !== 'columns' && state.step !== 'preview') return;
    const mapping =
      state.mapping === null || dayOrder === undefined
        ? state.mapping
        : { ...state.mapping, day_order: dayOrder };
    const run = this.#run;
    const { opened, event } = state;
    await this.#guarded(run, state, () => this.#preview(run, { opened, mapping, event }));
  }

  /** Does what the preview said, whole or not at all. */
  async apply({ leaveOutBad, movedOut }: Decision): Promise<void> {
    const state = this.#state;
    const token = this.#token;
    if (state.step !== 'preview' || token === null) return;
    const run = this.#run;
    await this.#guarded(run, state, async () => {
      this.#set({
        step: 'busy',
        name: state.opened.name,
        progress: { stage: 'writing', done: 0, total: 0 },
      });
      const done = await call(commands.importApply(token, leaveOutBad, movedOut));
      if (run === this.#run) this.#set({ step: 'done', done });
    });
  }

  /** Stops whatever runs; nothing was changed. */
  stop(): void {
    this.#begin();
    this.#set({ step: 'file', problem: { kind: 'import_stopped' } });
  }

  /** Begins with another file. */
  again(): void {
    this.#begin();
  }

  /** The core says how far it is. */
  progress({ stage, done, total }: ImportProgress): void {
    const state = this.#state;
    if (state.step !== 'busy' || state.progress.stage === 'sending') return;
    this.#set({ ...state, progress: { stage, done, total } });
  }

  async #preview(run: number, { opened, mapping, event }: Asked): Promise<void> {
    const token = this.#token;
    if (token === null) return;
    this.#set({ step: 'busy', name: opened.name, progress: { stage: 'reading', done: 0, total: 0 } });
    await this.#give(token, mapping === null ? [] : givenOf(event, mapping));
    if (run !== this.#run) return;
    const preview = await call(commands.importPreview(token, mapping));
    if (run === this.#run) this.#set({ step: 'preview', opened, mapping, event, preview, problem: null });
  }

  // What was given before is taken back when the columns name the event after all.
  async #give(token: string, given: ImportGiven[]): Promise<void> {
    if (given.length === 0 && !this.#hasGiven) return;
    await call(commands.importGive(token, given));
    if (token === this.#token) this.#hasGiven = given.length > 0;
  }

  /** Goes back to where it was, with the reason, when the core refuses. */
  async #guarded(
    run: number,
    back: Exclude<ImportState, { step: 'busy' | 'done' }> | { step: 'file' },
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (run !== this.#run) return;
      const problem: ImportTrouble =
        error instanceof UnreadableFile ? { kind: 'unreadable_file' } : problemOf(error);
      // An import that the core no longer has can only be begun again.
      const isLost = problem.kind === 'not_found' || problem.kind === 'import_stopped';
      this.#set(isLost ? { step: 'file', problem } : { ...back, problem });
    }
  }

  #begin(): number {
    this.#run += 1;
    if (this.#token !== null) this.#drop(this.#token);
    this.#token = null;
    this.#hasGiven = false;
    this.#set(START);
    return this.#run;
  }

  // One that is over already has nothing to be dropped, and the next file replaces whatever is left.
  #drop(token: string): void {
    void call(commands.importStop(token)).catch(() => undefined);
  }

  #set(state: ImportState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The import of this window. */
export const importer = new Importer();
