import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import { Toasts } from '../../components/Toasts';
import { toasts } from '../../components/toasts';
import { ExportSettings } from './ExportSettings';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

beforeEach(() => toasts.clear());

const page = (language: 'en' | 'fr' = 'en') =>
  show(
    <main>
      <ExportSettings />
      <Toasts />
    </main>,
    { language },
  );

describe('the export', () => {
  it('R53 saves each sort in the person’s language and says where it is', async () => {
    const save = answer('export', (of) => ({ path: `/home/noor/Downloads/${of}.csv`, rows: 1200 }));
    const { user } = page('fr');
    await user.click(screen.getByRole('button', { name: /CSV.*Résidents$/ }));
    await screen.findByText(/1.200 lignes enregistrées dans .*residents\.csv/);
    expect(save).toHaveBeenCalledExactlyOnceWith('residents', 'fr');
    expect(screen.getAllByRole('button', { name: /^Enregistrer en CSV/ })).toHaveLength(4);
    await expectNoAxe();
  });

  it('R22 offers no bookings to whom sees none', () => {
    show(<ExportSettings />, { permissions: { event_bookings: 'none' } });
    expect(screen.getAllByRole('button', { name: /^Save as CSV/ })).toHaveLength(3);
    expect(screen.queryByRole('button', { name: /Bookings/ })).toBeNull();
  });

  it('R53 says why nothing was saved', async () => {
    answer('export', () => refuse({ kind: 'not_allowed', need: 'administration' }));
    const { user } = page();
    await user.click(screen.getByRole('button', { name: 'Save as CSV: Record' }));
    expect(await screen.findByText(/permission group does not allow/)).toBeTruthy();
  });
});
