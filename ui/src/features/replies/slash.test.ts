import { expect, it } from 'vitest';
import { fitting, slashBefore } from './slash';

it('R30 hears a slash that begins a word, up to the caret', () => {
  expect(slashBefore('/', 1)).toEqual({ at: 0, until: 1, words: '' });
  expect(slashBefore('Hello /lif there', 10)).toEqual({ at: 6, until: 10, words: 'lif' });
  expect(slashBefore('Hello\n/été', 10)).toEqual({ at: 6, until: 10, words: 'été' });
});

it('R30 hears none in a date, an address, or behind which a word has ended', () => {
  expect(slashBefore('01/12', 5)).toBeNull();
  expect(slashBefore('https://example.org', 8)).toBeNull();
  expect(slashBefore('/lift ', 6)).toBeNull();
  expect(slashBefore('/lift', 0)).toBeNull();
  expect(slashBefore('', 0)).toBeNull();
});

it('R30 finds by the beginning of any word of the name, accents and case aside', () => {
  const replies = [{ name: 'Ascenseur en Été' }, { name: 'Late arrival' }];
  const names = (words: string) => fitting(replies, words).map(({ name }) => name);
  expect(names('')).toHaveLength(2);
  expect(names('ete')).toEqual(['Ascenseur en Été']);
  expect(names('ARR')).toEqual(['Late arrival']);
  expect(names('rival')).toEqual([]);
});
