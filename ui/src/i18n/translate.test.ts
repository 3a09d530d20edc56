import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fr } from './fr';
import { translator } from './translate';
import type { Message } from './types';

const placeholders = (message: Message) =>
  [
    ...new Set(
      (typeof message === 'string' ? message : Object.values(message).join(' ')).match(/\{\w+\}/g) ?? [],
    ),
  ].sort();

const all = (dictionaries: Record<string, Record<string, Message>>) =>
  Object.entries(dictionaries).flatMap(([feature, messages]) =>
    Object.entries(messages).map(([name, message]) => [`${feature}.${name}`, message] as const),
  );

describe('translations', () => {
  it('R90 every message asks for the same things in both languages', () => {
    const french = new Map(all(fr));
    for (const [key, message] of all(en)) {
      const translated = french.get(key);
      expect(translated, key).toBeDefined();
      if (translated !== undefined) expect(placeholders(translated), key).toEqual(placeholders(message));
    }
    expect(all(fr)).toHaveLength(all(en).length);
  });

  it('R90 nothing is left in English by a copied line', () => {
    const french = new Map(all(fr));
    const same = all(en).filter(
      ([key, message]) => JSON.stringify(french.get(key)) === JSON.stringify(message) && wordy(message),
    );
    expect(same.map(([key]) => key)).toEqual([]);
  });

  it('chooses the plural of the language', () => {
    // French counts zero as one; English does not.
    expect(translator('en')('app.waiting', { count: 0 })).toBe('0 messages waiting');
    expect(translator('fr')('app.waiting', { count: 0 })).toBe('0 message en attente');
    expect(translator('en')('app.waiting', { count: 1 })).toBe('1 message waiting');
    expect(translator('fr')('app.waiting', { count: 1 })).toBe('1 message en attente');
    expect(translator('en')('app.waiting', { count: 1200 })).toBe('1,200 messages waiting');
  });
});

// One word may well be the same in both languages: Conversations, Notes, Date.
function wordy(message: Message) {
  const text = typeof message === 'string' ? message : message.other;
  return text.split(/\s+/).filter((word) => /\p{L}{3,}/u.test(word) && !word.includes('{')).length >= 3;
}
