import type { DraftKind } from '../../bridge/bindings';

/** How long the keyboard has to rest until a draft is saved. */
export const DRAFT_AFTER_MS = 400;

const saving = new Map<string, Promise<unknown>>();

/** Waits until no draft of this conversation is on its way to the core, so that what is read is the newest. */
export async function draftsSaved(conversation: string): Promise<void> {
  await saving.get(conversation);
}

interface DraftKeeperOptions {
  conversation: string;
  /** Keeps a draft in the core; empty words clear it. */
  save: (kind: DraftKind, text: string) => Promise<unknown>;
  /** The core did not take the draft, or takes drafts again (null). */
  onProblem: (error: unknown) => void;
}

/**
 * Keeps what a person is writing (R28): a moment after the last key, and at once when the field, the screen
 * or the window goes. Drafts of one conversation are saved one after the other, never an older one last.
 */
export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  readonly #waiting = new Map<DraftKind, string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #gone = false;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
  }

  /** Takes note of what is written now. */
  write(kind: DraftKind, text: string): void {
    this.#waiting.set(kind, text);
    if (this.#gone) {
      this.flush();
      return;
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), DRAFT_AFTER_MS);
  }

  /** Saves at once what waits to be saved. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { conversation } = this.#options;
    for (const [kind, text] of this.#waiting) {
      const saved = (saving.get(conversation) ?? Promise.resolve()).then(() => this.#save(kind, text));
      saving.set(conversation, saved);
      void saved.then(() => {
        if (saving.get(conversation) === saved) saving.delete(conversation);
      });
    }
    this.#waiting.clear();
  }

  /**
   * Before the words are sent: no draft of them may still be on its way, or it would come back after the
   * message has used it up.
   */
  async settle(kind: DraftKind): Promise<void> {
    this.#waiting.delete(kind);
    await draftsSaved(this.#options.conversation);
  }

  /** The place of writing is in sight (again). */
  open(): void {
    this.#gone = false;
  }

  /** The place of writing goes: everything is saved at once, also what comes later. */
  leave(): void {
    this.#gone = true;
    this.flush();
  }

  async #save(kind: DraftKind, text: string): Promise<void> {
    try {
      await this.#options.save(kind, text);
      this.#options.onProblem(null);
    } catch (error) {
      // It is tried again with the next key or when the field is left, unless newer words wait already.
      if (!this.#gone && !this.#waiting.has(kind)) this.#waiting.set(kind, text);
      this.#options.onProblem(error);
    }
  }
}
