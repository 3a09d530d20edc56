import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { askAhead, askOnce } from './ahead';
import { applyChange } from './events';

describe('asking ahead', () => {
  it('gives what was asked for at the click, once', async () => {
    askAhead('a', () => Promise.resolve('at the click'));
    const later = vi.fn(() => Promise.resolve('later'));
    await expect(askOnce('a', later)).resolves.toBe('at the click');
    expect(later).not.toHaveBeenCalled();
    await expect(askOnce('a', later)).resolves.toBe('later');
  });

  it('asks again when something has changed since the click', async () => {
    askAhead('a', () => Promise.resolve('at the click'));
    applyChange(new QueryClient(), { topics: ['conversations'] });
    await expect(askOnce('a', () => Promise.resolve('later'))).resolves.toBe('later');
  });

  it('asks again for something else, and a while after the click', async () => {
    askAhead('a', () => Promise.resolve('at the click'));
    await expect(askOnce('b', () => Promise.resolve('b'))).resolves.toBe('b');
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    await expect(askOnce('a', () => Promise.resolve('later'))).resolves.toBe('later');
  });

  it('hands on what went wrong', async () => {
    askAhead('a', () => Promise.reject(new Error('gone')));
    await expect(askOnce('a', () => Promise.resolve('later'))).rejects.toThrow('gone');
  });
});
