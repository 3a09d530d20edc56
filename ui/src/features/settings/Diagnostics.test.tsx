import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { show } from '../../app/testing/render';
import { Toasts } from '../../components/Toasts';
import { toasts } from '../../components/toasts';
import { Diagnostics } from './Diagnostics';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

let copied = '';
let lets = true;

beforeEach(() => {
  toasts.clear();
  copied = '';
  lets = true;
  vi.stubGlobal(
    'ClipboardItem',
    class {
      readonly parts: Record<string, Promise<Blob>>;
      constructor(parts: Record<string, Promise<Blob>>) {
        this.parts = parts;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

function page() {
  const shown = show(
    <>
      <Diagnostics />
      <Toasts />
    </>,
  );
  // The one of the tests knows no promised parts.
  vi.spyOn(navigator.clipboard, 'write').mockImplementation(async (items) => {
    const [item] = items as unknown as { parts: Record<string, Promise<Blob>> }[];
    const blob = await item?.parts['text/plain'];
    if (!lets) throw new Error('not now');
    copied = (await blob?.text()) ?? '';
  });
  return shown;
}

it('copies what support asks for', async () => {
  answer('diagnostics', () => 'Lobby 0.1.0\nline: Online');
  const { user } = page();
  await user.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
  await screen.findByText(/^The diagnostics are copied/);
  expect(copied).toBe('Lobby 0.1.0\nline: Online');
});

it('says what the core or the system refuses', async () => {
  answer('diagnostics', () => refuse({ kind: 'locked' }));
  const { user } = page();
  await user.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
  await screen.findByText(/locked/i);
  answer('diagnostics', () => 'Lobby 0.1.0');
  lets = false;
  await user.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
  await screen.findByText(/did not let/);
  expect(copied).toBe('');
});
