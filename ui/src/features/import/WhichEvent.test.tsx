import { configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../../app/testing/render';
import {
  type BadLine,
  commands,
  type EventHead,
  events,
  type ImportPreview,
  type Mapping,
  type Problem,
} from '../../bridge/bindings';
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
    importGive: vi.fn(),
    importPreview: vi.fn(),
    importStop: vi.fn(),
    listEvents: vi.fn(),
  },
  events: { importing: { listen: vi.fn() } },
}));

const ok = <T,>(data: T) => Promise.resolve({ status: 'ok' as const, data });
const refused = (error: Problem) => Promise.resolve({ status: 'error' as const, error });

configure({ asyncUtilTimeout: 5_000 });

const tasting: EventHead = {
  id: 'e1',
  event_kind: 'community_event',
  title: 'Wine tasting',
  starts_at: '2026-11-27T00:00:00Z',
  ends_at: '2026-11-27T02:00:00Z',
  all_day: false,
  place: 'Lounge',
  capacity: null,
  taken: 0,
  guests_allowed: true,
  booking_required: true,
};
const open: EventHead = { ...tasting, id: 'e2', title: 'Open house', booking_required: false };
const trip: EventHead = {
  ...tasting,
  id: 'e3',
  title: 'Day trip',
  starts_at: '2026-12-05T05:00:00Z',
  ends_at: '2026-12-06T05:00:00Z',
  all_day: true,
};

const noEvent = (line: number): BadLine => ({
  line,
  column: null,
  heading: '',
  value: '',
  fault: { kind: 'no_event' },
});
const booked = totals({ bookings: { added: 2, changed: 0, unchanged: 0 } });

beforeEach(() => {
  importer.again();
  vi.clearAllMocks();
  vi.mocked(commands.importBegin).mockImplementation(() => ok('token'));
  vi.mocked(commands.importChunk).mockImplementation(() => ok(null));
  vi.mocked(commands.importStop).mockImplementation(() => ok(null));
  vi.mocked(commands.importGive).mockImplementation(() => ok(null));
  vi.mocked(commands.importPreview).mockImplementation(() => ok(preview({ totals: booked })));
  vi.mocked(commands.listEvents).mockImplementation(() => {
    const facts = { recurring: false, pending: 0, waitlisted: 0, attending: 0, not_attending: 0 };
    return ok({ rows: [tasting, open, trip].map((head) => ({ head, ...facts })), next: null });
  });
  vi.mocked(events.importing.listen).mockImplementation(() => Promise.resolve(() => {}));
});

/** Chooses a list of those who booked, with these columns. */
async function choose(columns: Mapping['columns'] = ['name', 'reference']) {
  vi.mocked(commands.importOpen).mockImplementation(() =>
    ok(
      opened({
        mapping: { ...mapping, columns },
        columns: columns.map((heading) => ({ heading, samples: [] })),
      }),
    ),
  );
  const shown = show(<ImportPage />);
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('nothing to choose a file with');
  await shown.user.upload(input, new File(['Name;Reference\nAna;WT-1\n'], 'guests.csv'));
  await screen.findByRole('button', { name: 'Preview' });
  return shown;
}

type User = Awaited<ReturnType<typeof choose>>['user'];

const box = () => screen.getByRole('group', { name: 'Which event is this list about?' });
const title = () => within(box()).getByRole<HTMLInputElement>('textbox', { name: 'Title of the event' });
const goOn = (user: User) => user.click(screen.getByRole('button', { name: 'Preview' }));

async function pick(user: User, name: RegExp) {
  await user.click(await within(box()).findByRole('combobox', { name: /Upcoming event/ }));
  await user.click(await screen.findByRole('option', { name }));
}

async function typeStart(user: User) {
  await user.click(within(box()).getByRole('spinbutton', { name: /day, Starts on/ }));
  await user.keyboard('26112026');
  await user.click(within(box()).getByRole('spinbutton', { name: /hour, Starts at/ }));
  await user.keyboard('1900');
}

const given = (name: string, start: string) => [
  { field: 'event_title', value: name },
  { field: 'event_start', value: start },
];

describe('the event of a list that names none', () => {
  it.each<[string, Mapping['columns']]>([
    ['names its event', ['name', 'event_title', 'reference']],
    ['names its event by a key', ['name', 'event_key', 'reference']],
    ['books nothing', ['name', 'email', 'suite']],
  ])('R7 is not asked for where a file %s', async (_, columns) => {
    const { user } = await choose(columns);
    expect(screen.queryByRole('group', { name: /Which event/ })).toBeNull();
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importGive).not.toHaveBeenCalled();
  });

  it('R7 is typed, and given before the preview is asked for', async () => {
    const { user } = await choose();
    await user.type(title(), ' Wine tasting ');
    await typeStart(user);
    await goOn(user);
    await screen.findByText('All lines are taken to be about this event: Wine tasting');
    expect(commands.importGive).toHaveBeenCalledExactlyOnceWith(
      'token',
      given('Wine tasting', '2026-11-26 19:00'),
    );
    const [gave] = vi.mocked(commands.importGive).mock.invocationCallOrder;
    const [previewed] = vi.mocked(commands.importPreview).mock.invocationCallOrder;
    expect(gave).toBeLessThan(previewed ?? 0);
  });

  it('R7 is chosen among the upcoming events that take bookings, at the building’s time', async () => {
    const { user } = await choose();
    await user.click(await within(box()).findByRole('combobox', { name: /Upcoming event/ }));
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Wine tasting'),
      expect.stringContaining('Day trip'),
    ]);
    await user.click(screen.getByRole('option', { name: /Wine tasting/ }));
    expect(title().value).toBe('Wine tasting');
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importGive).toHaveBeenCalledExactlyOnceWith(
      'token',
      given('Wine tasting', '2026-11-26 19:00'),
    );
  });

  it('R7 that lasts whole days begins on a day alone', async () => {
    const { user } = await choose();
    await pick(user, /Day trip/);
    expect(within(box()).queryByRole('spinbutton', { name: /Starts at/ })).toBeNull();
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importGive).toHaveBeenCalledExactlyOnceWith('token', given('Day trip', '2026-12-05'));
  });

  it('R7 keeps what was chosen when only its title is changed', async () => {
    const { user } = await choose();
    await pick(user, /Wine tasting/);
    await user.type(title(), ' II');
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importGive).toHaveBeenCalledExactlyOnceWith(
      'token',
      given('Wine tasting II', '2026-11-26 19:00'),
    );
  });

  it('R7 begins when a column says so', async () => {
    const { user } = await choose(['name', 'reference', 'event_start']);
    expect(within(box()).queryByRole('spinbutton')).toBeNull();
    await user.type(title(), 'Wine tasting');
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importGive).toHaveBeenCalledExactlyOnceWith('token', [
      { field: 'event_title', value: 'Wine tasting' },
    ]);
  });

  it('R7 goes nowhere by half: what is needed is named, and the field has the focus', async () => {
    const { user } = await choose();
    await typeStart(user);
    await goOn(user);
    await within(box()).findByText('This is needed.');
    expect(document.activeElement).toBe(title());
    expect(commands.importGive).not.toHaveBeenCalled();
    expect(commands.importPreview).not.toHaveBeenCalled();
  });

  it('R7 that the core refuses leaves everything as it was written, with the reason', async () => {
    const { user } = await choose();
    await pick(user, /Wine tasting/);
    vi.mocked(commands.importGive).mockReturnValueOnce(
      refused({ kind: 'not_allowed', need: 'administration' }),
    );
    await goOn(user);
    await screen.findByRole('button', { name: 'Preview' });
    screen.getByText('Your permission group does not allow this.');
    expect(title().value).toBe('Wine tasting');
    expect(commands.importPreview).not.toHaveBeenCalled();
  });

  it('R7 is taken back when a column is said to name it after all', async () => {
    const { user } = await choose();
    await pick(user, /Wine tasting/);
    await goOn(user);
    await user.click(await screen.findByRole('button', { name: 'Back' }));
    expect(title().value).toBe('Wine tasting');
    await user.click(within(screen.getByRole('row', { name: /reference/ })).getByRole('button'));
    await user.click(screen.getByRole('option', { name: 'Event: title' }));
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(commands.importGive).toHaveBeenLastCalledWith('token', []);
  });
});

describe('in the preview', () => {
  const lacking: Partial<ImportPreview> = { totals: totals(), bad: [noEvent(2), noEvent(3)], bad_total: 2 };

  it('R7 it is asked for when the lines were refused without it, and must be whole', async () => {
    vi.mocked(commands.importPreview).mockImplementationOnce(() => ok(preview(lacking)));
    const { user } = await choose();
    await goOn(user);
    const again = await screen.findByRole('button', { name: 'Preview again' });
    expect(screen.queryByText(/is here already/)).toBeNull();
    expect(commands.importGive).not.toHaveBeenCalled();
    await user.click(again);
    expect(await within(box()).findAllByText('This is needed.')).toHaveLength(3);
    expect(commands.importPreview).toHaveBeenCalledTimes(1);
    await expectNoAxe();
    await pick(user, /Wine tasting/);
    await user.click(again);
    await waitFor(() => expect(screen.queryByRole('group', { name: /Which event/ })).toBeNull());
    expect(commands.importGive).toHaveBeenCalledExactlyOnceWith(
      'token',
      given('Wine tasting', '2026-11-26 19:00'),
    );
    expect(commands.importPreview).toHaveBeenCalledTimes(2);
  });

  it('R7 it is asked for when the event’s start is missing, and not for other faults', async () => {
    const missing: BadLine = { ...noEvent(2), fault: { kind: 'missing', field: 'event_start' } };
    const email: BadLine = { ...noEvent(3), fault: { kind: 'not_an_email' } };
    vi.mocked(commands.importPreview).mockImplementationOnce(() =>
      ok(preview({ bad: [missing, email, missing], bad_total: 3 })),
    );
    const { user } = await choose();
    await goOn(user);
    await screen.findByRole('button', { name: 'Preview again' });
    vi.mocked(commands.importPreview).mockImplementationOnce(() =>
      ok(preview({ bad: [missing, email], bad_total: 2 })),
    );
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await goOn(user);
    await screen.findByRole('button', { name: 'Import' });
    expect(screen.queryByRole('button', { name: 'Preview again' })).toBeNull();
  });
});
