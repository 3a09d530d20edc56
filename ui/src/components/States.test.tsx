import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { ProblemError } from '../bridge/call';
import { Banner } from './Banner';
import { EmptyState } from './EmptyState';
import { KeyHints } from './KeyHints';
import { PageHeader } from './PageHeader';
import { ProblemState } from './ProblemState';
import { ProgressBar } from './ProgressBar';
import { SKELETON_AFTER_MS, Skeleton } from './Skeleton';

afterEach(() => vi.useRealTimers());

describe('Skeleton', () => {
  it('shows nothing before 300 ms, so that what is quick does not blink', () => {
    vi.useFakeTimers();
    show(<Skeleton rows={3} />);
    act(() => vi.advanceTimersByTime(SKELETON_AFTER_MS - 1));
    expect(screen.queryByRole('status')).toBeNull();
    act(() => vi.advanceTimersByTime(1));
    expect(screen.getByRole('status').textContent).toBe('Loading');
  });
});

describe('ProblemState', () => {
  it('R90 says what happened in the person’s language, and folds the technical part', async () => {
    const error = new ProblemError({ kind: 'storage', fault: 'disk_full', detail: 'SQLITE_FULL (13)' });
    const retry = vi.fn();
    const { user } = show(<ProblemState error={error} onRetry={retry} />, { language: 'fr' });
    expect(screen.getByRole('alert').textContent).toContain('Le disque est plein');
    const panel = screen.getByText('SQLITE_FULL (13)').closest('[role=group]');
    expect(panel?.hasAttribute('hidden')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Détails techniques' }));
    expect(panel?.hasAttribute('hidden')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Copier les détails' }));
    expect(await navigator.clipboard.readText()).toBe('SQLITE_FULL (13)');
    expect(await screen.findByRole('button', { name: 'Copié' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(retry).toHaveBeenCalledOnce();
    await expectNoAxe();
  });

  it('R3 names the places that are left', () => {
    show(<ProblemState error={new ProblemError({ kind: 'no_room', places_left: 1 })} />);
    expect(screen.getByRole('alert').textContent).toContain('Only 1 place is left');
  });
});

describe('ProgressBar', () => {
  it('R7 says how far it is by count, and can be stopped', async () => {
    const stop = vi.fn();
    const { user } = show(<ProgressBar label="Importing" done={1200} total={100_000} onStop={stop} />);
    const bar = screen.getByRole('progressbar', { name: 'Importing' });
    expect(bar.getAttribute('aria-valuetext')).toBe('1,200 of 100,000');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(stop).toHaveBeenCalledOnce();
    await expectNoAxe();
  });
});

describe('places', () => {
  it('R91 have their headings and are spoken', async () => {
    show(
      <main>
        <PageHeader title="Bookings" />
        <Banner tone="warning">No mailbox yet</Banner>
        <EmptyState title="No bookings yet">They come in from a file.</EmptyState>
      </main>,
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Bookings');
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('No bookings yet');
    expect(screen.getByRole('status').textContent).toBe('No mailbox yet');
    await expectNoAxe();
  });
});

describe('KeyHints', () => {
  it('R91 names every key and is closed by Escape', async () => {
    const close = vi.fn();
    const { user } = show(
      <KeyHints isOpen onClose={close} title="Keyboard" hints={[{ keys: ['J', '↓'], does: 'Next' }]} />,
    );
    expect(screen.getByRole('term').textContent).toBe('Next');
    expect(screen.getByRole('definition').textContent).toBe('J↓');
    await expectNoAxe(screen.getByRole('dialog'));
    await user.keyboard('{Escape}');
    expect(close).toHaveBeenCalledOnce();
  });
});
