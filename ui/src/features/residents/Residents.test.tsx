import { configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../../app/testing/render';
import {
  commands,
  type Problem,
  type ResidentPanel as Resident,
  type ResidentRow,
} from '../../bridge/bindings';
import { toasts } from '../../components/toasts';
import { ResidentPanel } from './ResidentPanel';
import { ResidentsPage } from './ResidentsPage';

const openPanel = vi.hoisted(() => vi.fn());
vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenPanel: () => openPanel,
  useOpenSection: () => vi.fn(),
  usePanel: () => null,
}));
vi.mock('../../bridge/bindings', () => ({
  commands: { listResidents: vi.fn(), openResident: vi.fn(), saveResident: vi.fn(), setMovedOut: vi.fn() },
}));

const ok = <T,>(data: T) => Promise.resolve({ status: 'ok' as const, data });
const refused = (error: Problem) => Promise.resolve({ status: 'error' as const, error });

const ana: ResidentRow = {
  id: 'r1',
  name: 'Ana Moreau',
  suite: '1204',
  email: 'ana@example.org',
  phone: '',
  language: 'fr',
  moved_out_at: null,
};
const resident = (change: Partial<Resident> = {}): Resident => ({
  row: ana,
  notes: 'Calls in the afternoon',
  bookings: [],
  events: [],
  may_edit: true,
  ...change,
});

const panel = (change: Partial<Resident> = {}) => {
  vi.mocked(commands.openResident).mockImplementation(() => ok(resident(change)));
  return show(<ResidentPanel id="r1" onClose={() => {}} />);
};

// The checks run beside others on a busy computer.
configure({ asyncUtilTimeout: 5_000 });

beforeEach(() => {
  vi.clearAllMocks();
  toasts.clear();
  vi.mocked(commands.listResidents).mockImplementation(() => ok({ rows: [ana], next: null }));
});

describe('the list of residents', () => {
  it('asks the core for the words and for those who have moved out', async () => {
    const { user, container } = show(<ResidentsPage />);
    await user.click(await screen.findByRole('button', { name: /Ana Moreau/ }));
    expect(openPanel).toHaveBeenCalledExactlyOnceWith('resident', 'r1');
    await user.type(screen.getByRole('searchbox', { name: 'Search residents' }), '1204');
    await user.click(screen.getByRole('radio', { name: 'Moved out' }));
    await waitFor(() =>
      expect(commands.listResidents).toHaveBeenLastCalledWith({
        search: '1204',
        moved_out: true,
        after: null,
      }),
    );
    await expectNoAxe(container);
  });

  it('R8 a new resident is written down, a wrong address is told at its field', async () => {
    vi.mocked(commands.saveResident).mockReturnValueOnce(
      refused({ kind: 'invalid', field: 'email', fault: 'malformed' }),
    );
    const { user } = show(<ResidentsPage />);
    await user.click(screen.getByRole('button', { name: 'New resident' }));
    const dialog = within(screen.getByRole('dialog'));
    const save = dialog.getByRole('button', { name: 'Add resident' });
    await user.click(save);
    await dialog.findByText('This is needed.');
    expect(commands.saveResident).not.toHaveBeenCalled();
    await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Rosa Stein');
    await user.type(dialog.getByRole('textbox', { name: /Email/ }), 'rosa(at)example');
    await user.click(save);
    await dialog.findByText('This is not of the right form.');
    expect(dialog.getByRole('textbox', { name: /Email/ }).getAttribute('aria-invalid')).toBe('true');
    vi.mocked(commands.saveResident).mockReturnValueOnce(ok('r9'));
    await user.click(save);
    await waitFor(() => expect(openPanel).toHaveBeenCalledExactlyOnceWith('resident', 'r9'));
  });

  it('R51 is not added to by those who only view residents', async () => {
    show(<ResidentsPage />, { permissions: { residents: 'view' } });
    await screen.findByRole('button', { name: /Ana Moreau/ });
    expect(screen.queryByRole('button', { name: 'New resident' })).toBeNull();
  });
});

describe('the panel of a resident', () => {
  it('says what is missing, and keeps the whole form when one field is changed', async () => {
    vi.mocked(commands.saveResident).mockImplementation(() => ok('r1'));
    const { user, container } = panel();
    await screen.findByText('No phone number');
    screen.getByText('Calls in the afternoon');
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.type(dialog.getByRole('textbox', { name: /Phone/ }), '555 0142');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(commands.saveResident).toHaveBeenCalledExactlyOnceWith({
        id: 'r1',
        name: 'Ana Moreau',
        suite: '1204',
        email: 'ana@example.org',
        phone: '555 0142',
        language: 'fr',
        notes: 'Calls in the afternoon',
      }),
    );
  });

  it('asks before somebody is marked as moved out, by name, and can undo it', async () => {
    vi.mocked(commands.setMovedOut).mockImplementation(() => ok(null));
    const { user } = panel();
    await user.click(await screen.findByRole('button', { name: /^More actions/ }));
    await user.click(screen.getByRole('menuitem', { name: /Moved out/ }));
    const dialog = within(screen.getByRole('alertdialog', { name: 'Has Ana Moreau moved out?' }));
    expect(commands.setMovedOut).not.toHaveBeenCalled();
    await user.click(dialog.getByRole('button', { name: 'Mark as moved out' }));
    await waitFor(() => expect(toasts.read()).toHaveLength(1));
    expect(commands.setMovedOut).toHaveBeenLastCalledWith('r1', true);
    toasts.read()[0]?.onUndo?.();
    expect(commands.setMovedOut).toHaveBeenLastCalledWith('r1', false);
  });

  it('R51 offers no change to those who may not, and R22 no bookings to those who see none', async () => {
    vi.mocked(commands.openResident).mockImplementation(() => ok(resident({ may_edit: false })));
    const { user } = show(<ResidentPanel id="r1" onClose={() => {}} />, {
      permissions: { residents: 'view', event_bookings: 'none' },
    });
    await user.click(await screen.findByRole('button', { name: /^More actions/ }));
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
      'Copy the email address',
    ]);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    expect(screen.queryByText('Newest bookings')).toBeNull();
  });
});
