/** How long an undone thing can be undone. */
export const UNDO_MS = 10_000;

/** A short word about something that has been done. */
export interface ToastMessage {
  id: number;
  words: string;
  tone: 'done' | 'problem';
  onUndo?: () => void;
}

type Listener = () => void;

/** The notices in sight. A store of its own, so that anything may speak without a provider. */
class ToastQueue {
  #messages: readonly ToastMessage[] = [];
  #listeners = new Set<Listener>();
  #next = 1;

  readonly subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): readonly ToastMessage[] => this.#messages;

  /** Says that something is done; with `onUndo` it can be undone for ten seconds. */
  done(words: string, onUndo?: () => void): void {
    this.#add({ words, tone: 'done', ...(onUndo ? { onUndo } : {}) });
  }

  /** Says that something did not work, where no place on the screen says it better. */
  problem(words: string): void {
    this.#add({ words, tone: 'problem' });
  }

  dismiss(id: number): void {
    this.#set(this.#messages.filter((message) => message.id !== id));
  }

  clear(): void {
    this.#set([]);
  }

  #add(message: Omit<ToastMessage, 'id'>): void {
    const id = this.#next;
    this.#next += 1;
    this.#set([...this.#messages.slice(-2), { ...message, id }]);
  }

  #set(messages: readonly ToastMessage[]): void {
    this.#messages = messages;
    for (const listener of this.#listeners) listener();
  }
}

/** The notices of this window. */
export const toasts = new ToastQueue();
