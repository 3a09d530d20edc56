import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import type { RecordLine, RecordQuery } from '../../bridge/bindings';
import { RecordSettings } from './RecordSettings';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const line = (change: Partial<RecordLine> = {}): RecordLine => ({
  id: '9',
  at: '2026-11-26T15:12:00Z',
  by: 'Sam Okafor',
  action: 'check_in',
  name: 'WT-0418 · Ana Moreau',
  detail: '',
  place: { is: 'booking', id: 'b1' },
  ...change,
});

beforeEach(() => {
  answer('listStaff', () => ({
    staff: [{ id: 'sam', name: 'Sam Okafor', email: '', group: 'g1', last_administrator: false }],
    groups: [],
  }));
});

const page = (language: 'en' | 'fr' = 'en') =>
  showAt(
    '/settings/record',
    <main>
      <h1>Settings</h1>
      <RecordSettings />
    </main>,
    { language },
  );

describe('the record', () => {
  it('R52 says who did what to what, and leads there', async () => {
    answer('listRecord', () => ({
      lines: [
        line(),
        line({ id: '8', action: 'recover', by: null, name: '', place: null }),
        line({ id: '7', action: 'invented_later', name: '', detail: 'something', place: null }),
      ],
      next: null,
    }));
    const { user, address } = await page();
    const lines = within(await screen.findByRole('list', { name: 'Record' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/26 Nov.*10:12.*Sam Okafor.*checked a booking in.*WT-0418 · Ana Moreau$/),
      expect.stringMatching(/Without sign-in.*signed in with the recovery code$/),
      expect.stringMatching(/Sam Okafor.*invented later.*something$/),
    ]);
    await user.click(screen.getByRole('button', { name: 'WT-0418 · Ana Moreau' }));
    expect(address()).toContain('panel=booking%3Ab1');
    await expectNoAxe();
  });

  it('R52 asks the core for a person and a noun, and for what came before', async () => {
    const list = answer('listRecord', ({ after }: RecordQuery) => ({
      lines: [line({ id: after ?? '9' })],
      next: after === null ? '5' : null,
    }));
    const { user } = await page();
    await user.click(await screen.findByRole('button', { name: 'Show more' }));
    await screen.findByText((_, element) => element?.tagName === 'UL' && element.children.length === 2);
    expect(list).toHaveBeenLastCalledWith({ by: null, about: null, after: '5' });
    await user.click(screen.getByRole('button', { name: /Who/ }));
    await user.click(screen.getByRole('option', { name: 'Sam Okafor' }));
    await user.click(screen.getByRole('button', { name: /About/ }));
    await user.click(screen.getByRole('option', { name: 'Bookings' }));
    await vi.waitFor(() =>
      expect(list).toHaveBeenLastCalledWith({ by: 'sam', about: 'booking', after: null }),
    );
  });

  it('R51 says so where the core refuses, and speaks French', async () => {
    answer('listRecord', () => refuse({ kind: 'not_allowed', need: 'administration' }));
    await page('fr');
    await screen.findByRole('heading', { name: 'Registre' });
    await screen.findByText('Votre groupe d’autorisations ne le permet pas.');
  });
});
