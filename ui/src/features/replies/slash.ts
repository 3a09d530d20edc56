/** A slash at the beginning of a word, and what has been typed after it. */
export interface Slash {
  /** Where it stands. */
  at: number;
  /** Where the caret is. */
  until: number;
  words: string;
}

/** The slash that the caret stands behind: that of an address or a date begins no word. */
export function slashBefore(text: string, caret: number): Slash | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}]*)$/u.exec(text.slice(0, caret));
  const words = found?.[1];
  return words === undefined ? null : { at: caret - words.length - 1, until: caret, words };
}

const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those that have a word beginning so in their name, accents and case aside. */
export function fitting<T extends { name: string }>(replies: readonly T[], words: string): T[] {
  return replies.filter(({ name }) => ` ${plain(name)}`.includes(` ${plain(words)}`));
}
