import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { call, ProblemError, problemOf } from './call';
import { applyChange } from './events';
import { keysFor } from './queries';

describe('call', () => {
  it('hands out the data', async () => {
    await expect(call(Promise.resolve({ status: 'ok', data: 7 }))).resolves.toBe(7);
  });

  it('unpacks what the core has packed', async () => {
    const shapes = [['rows', 'next'], ['id', 'words', 'talk'], ['offer'], ['offer', 'unread']];
    const first = [1, '7', '[-1]', [2, 'start']];
    const packed = [0, [-1, first, [1, '8', [-2, 0], [3, 'view', 2]]], null];
    const texts = ['See you there'];
    await expect(call(Promise.resolve({ status: 'ok', data: { shapes, texts, packed } }))).resolves.toEqual({
      rows: [
        { id: '7', words: '[-1]', talk: { offer: 'start' } },
        { id: '8', words: 'See you there', talk: { offer: 'view', unread: 2 } },
      ],
      next: null,
    });
    const empty = { shapes: [['rows']], texts: [], packed: [0, [-1]] };
    await expect(call(Promise.resolve({ status: 'ok', data: empty }))).resolves.toEqual({ rows: [] });
  });

  it('R51 throws what the core refuses as a problem with its kind', async () => {
    const refused = call(Promise.resolve({ status: 'error', error: { kind: 'not_signed_in' } }));
    await expect(refused).rejects.toBeInstanceOf(ProblemError);
    await expect(refused).rejects.toMatchObject({ problem: { kind: 'not_signed_in' } });
  });

  it('tells a broken pipe from a refusal', async () => {
    const error = await call(Promise.reject(new Error('gone'))).catch((thrown: unknown) => thrown);
    expect(problemOf(error)).toMatchObject({ kind: 'unreachable' });
  });
});

describe('changes', () => {
  it('R13 a change of conversations makes the bookings untrue too, and leaves the settings alone', () => {
    const client = new QueryClient();
    for (const name of ['bookings', 'conversations', 'settings']) client.setQueryData([name, 'list'], []);
    applyChange(client, { topics: ['conversations'] });
    const stale = (name: string) => client.getQueryState([name, 'list'])?.isInvalidated;
    expect(stale('bookings')).toBe(true);
    expect(stale('conversations')).toBe(true);
    expect(stale('settings')).toBe(false);
  });

  it('names each part once', () => {
    const keys = keysFor(['bookings', 'events']).map(String);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
