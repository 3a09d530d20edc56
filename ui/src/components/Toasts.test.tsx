import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { show } from '../app/testing/render';
import { Toasts } from './Toasts';
import { toasts, UNDO_MS } from './toasts';

afterEach(() => {
  act(() => toasts.clear());
  vi.useRealTimers();
});

it('offers Undo for ten seconds and no longer', () => {
  vi.useFakeTimers();
  show(<Toasts />);
  act(() => toasts.done('Marked as no-show', () => {}));
  expect(UNDO_MS).toBe(10_000);
  act(() => vi.advanceTimersByTime(UNDO_MS - 1));
  expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  act(() => vi.advanceTimersByTime(1));
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('stays while the pointer is on it', () => {
  vi.useFakeTimers();
  show(<Toasts />);
  act(() => toasts.done('Checked in'));
  fireEvent.mouseEnter(screen.getByText('Checked in').parentElement as HTMLElement);
  act(() => vi.advanceTimersByTime(UNDO_MS * 3));
  expect(screen.queryByText('Checked in')).not.toBeNull();
  fireEvent.mouseLeave(screen.getByText('Checked in').parentElement as HTMLElement);
  act(() => vi.advanceTimersByTime(UNDO_MS));
  expect(screen.queryByText('Checked in')).toBeNull();
});

it('undoes once, and is spoken politely', async () => {
  const undo = vi.fn();
  const { user } = show(<Toasts />);
  act(() => toasts.done('Checked in', undo));
  expect(screen.getByRole('region', { name: 'Notices' }).getAttribute('aria-live')).toBe('polite');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledOnce();
  expect(screen.queryByText('Checked in')).toBeNull();
});

it('never covers the window with more than three', () => {
  show(<Toasts />);
  act(() => {
    for (const words of ['One', 'Two', 'Three', 'Four']) toasts.done(words);
  });
  expect(screen.queryByText('One')).toBeNull();
  expect(screen.queryByText('Four')).not.toBeNull();
});
