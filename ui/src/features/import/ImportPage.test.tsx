import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../../app/testing/render';
import {
  commands,
  events,
  type ImportOpened,
  type ImportPreview,
  type ImportProgress,
  type Problem,
} from '../../bridge/bindings';
import { SLICE } from '../../bridge/slices';
import { ImportPage } from './ImportPage';
import { importer } from './importer';
import { mapping, opened, preview, totals } from './samples.testing';

vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenSection: () => vi.fn(),
}));
vi.mock('../../bridge/bindings', () => ({
  commands: {
    importBegin: vi.fn(),
    importChunk: vi.fn(),
    importOpen: vi.fn(),
    importPreview: vi.fn(),
    importApply: vi.fn(),
    importStop: vi.fn(),
  },
  events: { importing: { listen: vi.fn() } },
}));

const ok = <T,>(data: T) => Promise.resolve({ status: 'ok' as const, data });
const refused = (error: Problem) => Promise.resolve({ status: 'error' as const, error });
const never = () => new Promise<never>(() => {});

let tell: (progress: ImportProgress) => void = () => {};

// The checks run beside others on a busy computer.
configure({ asyncUtilTimeout: 5_000 });

beforeEach(() => {
  importer.again();
  vi.clearAllMocks();
  vi.mocked(commands.importBegin).mockImplementation(() => ok('token'));
  vi.mocked(commands.importChunk).mockImplementation(() => ok(null));
  vi.mocked(commands.importStop).mockImplementation(() => ok(null));
  vi.mocked(events.importing.listen).mockImplementation((hear) => {
    tell = (progress) => hear({ event: 'importing', id: 1, payload: { progress } });
    return Promise.resolve(() => {});
  });
});

const file = (name = 'liste.csv', content: BlobPart = 'Nom;Places\nMOREAU, Ana;3\n') =>
  new File([content], name);

async function choose(is: Partial<ImportOpened> = {}, chosen = file()) {
  vi.mocked(commands.importOpen).mockImplementation(() => ok(opened(is)));
  const shown = show(<ImportPage />);
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('nothing to choose a file with');
  await shown.user.upload(input, chosen);
  return shown;
}

async function toPreview(what: Partial<ImportPreview> = {}) {
  vi.mocked(commands.importPreview).mockImplementation(() => ok(preview(what)));
  const shown = await choose();
  await shown.user.click(await screen.findByRole('button', { name: 'Preview' }));
  await screen.findByRole('button', { name: /^(Import|Mark as moved out)$/ });
  return shown;
}

describe('the file', () => {
  it('R7 crosses in slices, in order and whole', async () => {
    const bytes = new Uint8Array(SLICE + 3).fill(97);
    await choose({}, file('liste.csv', bytes));
    await screen.findByRole('button', { name: 'Preview' });
    expect(commands.importBegin).toHaveBeenCalledExactlyOnceWith('liste.csv', SLICE + 3);
    const slices = vi.mocked(commands.importChunk).mock.calls.map(([token, base64]) => [token, atob(base64)]);
    expect(slices).toEqual([
      ['token', 'a'.repeat(SLICE)],
      ['token', 'aaa'],
    ]);
  });

  it('R7 that is too large or of another kind is refused with the way out', async () => {
    vi.mocked(commands.importBegin).mockReturnValueOnce(
      refused({ kind: 'file', fault: { kind: 'too_large', limit_megabytes: 200 } }),
    );
    const { user } = await choose();
    await screen.findByText(/larger than 200 MB/);
    expect(commands.importChunk).not.toHaveBeenCalled();
    vi.mocked(commands.importOpen).mockReturnValue(
      refused({ kind: 'file', fault: { kind: 'wrong_kind', found: 'spreadsheet' } }),
    );
    await user.upload(document.querySelector('input[type=file]') as HTMLInputElement, file());
    await screen.findByText(/Save it as CSV/);
    expect(screen.getByRole('button', { name: 'Choose a file' })).toBeDefined();
  });

  it('R51 is offered to administrators alone', () => {
    show(<ImportPage />, { permissions: { administration: false } });
    screen.getByText('Import is for administrators');
    expect(document.querySelector('input[type=file]')).toBeNull();
  });
});

describe('the columns', () => {
  it('R7 are shown with their examples, and corrected by hand', async () => {
    vi.mocked(commands.importPreview).mockImplementation(() => ok(preview()));
    const { user } = await choose();
    const nom = await screen.findByRole('row', { name: /Nom/ });
    within(nom).getByText('MOREAU, Ana · TREMBLAY, Jonas');
    expect(within(nom).getByRole('button').textContent).toContain('Resident: name');
    await user.click(within(screen.getByRole('row', { name: /Places/ })).getByRole('button'));
    await user.click(screen.getByRole('option', { name: 'Booking: party' }));
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    await waitFor(() =>
      expect(commands.importPreview).toHaveBeenCalledExactlyOnceWith('token', {
        ...mapping,
        columns: ['name', 'party_size'],
      }),
    );
  });

  it('R7 say so when they are remembered', async () => {
    await choose({ remembered: true });
    await screen.findByText(/corrected for an earlier file/);
  });

  it('R7 of a calendar there are none: its preview comes at once', async () => {
    vi.mocked(commands.importPreview).mockImplementation(() => ok(preview()));
    await choose({ sort: 'calendar', columns: [], mapping: null, delimiter: null, name: 'club.ics' });
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importPreview).toHaveBeenCalledExactlyOnceWith('token', null);
  });
});

describe('the preview', () => {
  it('R7 tells what will be added, changed and unchanged', async () => {
    await toPreview({
      totals: totals({
        residents: { added: 12, changed: 3, unchanged: 1045 },
        bookings: { added: 1180, changed: 4, unchanged: 0 },
      }),
    });
    const cells = (name: RegExp) =>
      within(screen.getByRole('row', { name }))
        .getAllByRole('cell')
        .map(({ textContent }) => textContent);
    expect(cells(/Residents/)).toEqual(['12', '3', '1,045']);
    expect(cells(/Bookings/)).toEqual(['1,180', '4', '0']);
    expect(screen.queryByRole('row', { name: /Events/ })).toBeNull();
  });

  it('R7 names every bad line, its column, its value and why, and takes none without being told', async () => {
    const { user } = await toPreview({
      bad_total: 2,
      bad: [
        { line: 17, column: 6, heading: 'Date', value: '31/02/2026', fault: { kind: 'impossible_date' } },
        { line: 44, column: null, heading: '', value: '', fault: { kind: 'ragged', expected: 9, found: 11 } },
      ],
    });
    const row = screen.getByRole('row', { name: /^17/ });
    expect(row.textContent).toBe(
      '176 · Date31/02/2026No calendar has this date. Correct the day, the month or the year.',
    );
    expect(screen.getByRole('row', { name: /^44/ }).textContent).toContain(
      '11 cells where there are 9 headings',
    );
    const start = screen.getByRole('button', { name: 'Import' });
    expect(start.hasAttribute('disabled')).toBe(true);
    vi.mocked(commands.importApply).mockImplementation(() =>
      ok({ totals: totals(), left_out: 2, moved_out: 0 }),
    );
    await user.click(screen.getByRole('checkbox', { name: /Leave out these 2 lines/ }));
    await user.click(start);
    await screen.findByText('2 lines were left out.');
    expect(commands.importApply).toHaveBeenCalledExactlyOnceWith('token', true, []);
  });

  it('R7 marks nobody as moved out who is not ticked', async () => {
    const { user } = await toPreview({
      missing_total: 2,
      missing: [
        { id: 'r1', name: 'Ana Moreau', suite: '1204', email: '' },
        { id: 'r2', name: 'Rosa Stein', suite: '0310', email: '' },
      ],
    });
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox');
    expect(boxes.map(({ checked }) => checked)).toEqual([false, false, false]);
    await user.click(screen.getByRole('checkbox', { name: /Rosa Stein/ }));
    vi.mocked(commands.importApply).mockImplementation(() =>
      ok({ totals: totals(), left_out: 0, moved_out: 1 }),
    );
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await screen.findByText('1 resident was marked as moved out.');
    expect(commands.importApply).toHaveBeenCalledExactlyOnceWith('token', false, ['r2']);
  });

  it('R7 says when the same file changes nothing, and imports nothing', async () => {
    await toPreview({ totals: totals({ residents: { added: 0, changed: 0, unchanged: 60 } }) });
    screen.getByText(/Everything in this file is here already/);
    expect(screen.getByRole('button', { name: 'Import' }).hasAttribute('disabled')).toBe(true);
  });

  it('R7 says how dates are read, and reads them otherwise when told', async () => {
    const { user } = await toPreview({
      dates: [{ column: 6, heading: 'Date', order: 'day_first', because: 'currency' }],
    });
    screen.getByText(/in “Date” are read day first: nothing in the file tells/);
    await user.click(screen.getByRole('button', { name: /How to read such dates/ }));
    await user.click(screen.getByRole('option', { name: /Month first/ }));
    await waitFor(() =>
      expect(commands.importPreview).toHaveBeenLastCalledWith('token', {
        ...mapping,
        day_order: 'month_first',
      }),
    );
  });

  it('R7 is made again when the data has changed since', async () => {
    const { user } = await toPreview();
    vi.mocked(commands.importApply).mockReturnValue(refused({ kind: 'import_outdated' }));
    await user.click(screen.getByRole('button', { name: 'Import' }));
    await user.click(await screen.findByRole('button', { name: 'Preview again' }));
    await waitFor(() => expect(commands.importPreview).toHaveBeenCalledTimes(2));
  });
});

describe('while it runs', () => {
  it('R7 shows how far it is, and stops when told: nothing was changed', async () => {
    const { user } = await toPreview();
    vi.mocked(commands.importApply).mockImplementation(never);
    await user.click(screen.getByRole('button', { name: 'Import' }));
    act(() => tell({ stage: 'writing', done: 300, total: 1240 }));
    const bar = await screen.findByRole('progressbar');
    expect(bar.getAttribute('aria-valuetext')).toBe('300 of 1,240');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(commands.importStop).toHaveBeenCalledExactlyOnceWith('token');
    await screen.findByText('The import was stopped. Nothing was changed.');
  });

  it('is found again where it was by whoever began it, and by nobody else', async () => {
    const { unmount } = await toPreview();
    unmount();
    const again = show(<ImportPage />);
    screen.getByRole('button', { name: 'Import' });
    again.unmount();
    importer.belongTo('somebody else');
    expect(importer.read().step).toBe('file');
    expect(commands.importStop).toHaveBeenCalledExactlyOnceWith('token');
    importer.belongTo('sam');
  });

  it('an answer that comes after Stop changes nothing on the screen', async () => {
    const { user } = await toPreview();
    let finish = (_: Awaited<ReturnType<typeof commands.importApply>>) => {};
    vi.mocked(commands.importApply).mockImplementation(
      () =>
        new Promise((done) => {
          finish = done;
        }),
    );
    await user.click(screen.getByRole('button', { name: 'Import' }));
    act(() => importer.stop());
    await act(async () => finish({ status: 'ok', data: { totals: totals(), left_out: 0, moved_out: 0 } }));
    expect(importer.read().step).toBe('file');
  });
});

describe('the import for everybody', () => {
  it('R91 breaks no rule of WCAG at any step', async () => {
    show(<ImportPage />);
    await expectNoAxe();
    document.body.innerHTML = '';
    await toPreview({
      bad_total: 1,
      bad: [{ line: 2, column: 1, heading: 'Nom', value: '', fault: { kind: 'missing', field: 'name' } }],
      missing_total: 1,
      missing: [{ id: 'r1', name: 'Ana Moreau', suite: '1204', email: '' }],
      called_off: [{ event: 'e1', title: 'Yoga', starts_at: '2026-11-27T00:00:00Z' }],
    });
    await expectNoAxe();
  });
});
