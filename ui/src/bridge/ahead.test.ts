import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { answered, askAhead, askOnce, goWhenAnswered } from './ahead';
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

describe('going where the answer leads', () => {
  it('draws with what was answered, once', async () => {
    await askAhead('a', () => Promise.resolve('at the click'));
    expect(answered('a')).toBe('at the click');
    expect(answered('a')).toBeUndefined();
  });

  it('leaves what is still on its way to who waits for it', async () => {
    const late = askAhead('a', () => Promise.resolve('at the click'));
    expect(answered('a')).toBeUndefined();
    await late;
    await expect(askOnce('a', () => Promise.resolve('later'))).resolves.toBe('at the click');
  });

  it('draws with nothing that a change has made old', async () => {
    await askAhead('a', () => Promise.resolve('at the click'));
    applyChange(new QueryClient(), { topics: ['conversations'] });
    expect(answered('a')).toBeUndefined();
  });

  it('goes at once where everything is known', () => {
    const go = vi.fn();
    goWhenAnswered(null, go);
    expect(go).toHaveBeenCalledOnce();
  });

  it('goes when it is answered, also where that fails', async () => {
    const go = vi.fn();
    const answer = askAhead('a', () => Promise.reject(new Error('gone')));
    goWhenAnswered(answer, go);
    expect(go).not.toHaveBeenCalled();
    await answer;
    await vi.waitFor(() => expect(go).toHaveBeenCalledOnce());
  });

  it('goes without the answer where that takes long', async () => {
    const go = vi.fn();
    goWhenAnswered(new Promise(() => undefined), go);
    await vi.waitFor(() => expect(go).toHaveBeenCalledOnce());
  });

  it('takes the way of the last click alone', async () => {
    const first = vi.fn();
    const second = vi.fn();
    const answer = Promise.resolve();
    goWhenAnswered(answer, first);
    goWhenAnswered(answer, second);
    await vi.waitFor(() => expect(second).toHaveBeenCalledOnce());
    expect(first).not.toHaveBeenCalled();
  });
});
