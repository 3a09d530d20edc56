import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  AppState,
  BackupStatus,
  Permissions,
  PulseView,
  RescueDone,
  StorageFault,
} from '../bridge/bindings';
import { useChanges } from '../bridge/events';
import { makeClient } from './client';
import { router } from './router';
import { Stage } from './Stage';
import { answer, refuse, tell } from './testing/core';
import { building, expectNoAxe, person } from './testing/render';

vi.mock('../bridge/bindings', async () => (await import('./testing/core')).fakeCore());
// The sections have tests of their own; here only the frame around them matters.
const today = vi.hoisted(() => ({ draw: (): string => 'The day' }));
vi.mock('../features/today/TodayPage', () => ({
  TodayPage: () => <h1>{today.draw()}</h1>,
}));
vi.mock('../features/conversations/ConversationsPage', () => ({
  ConversationsPage: ({ selected }: { selected: string | null }) => <h1>Thread {selected ?? 'none'}</h1>,
}));

const sam = { id: 'sam', name: 'Sam Okafor', group: 'Concierge' };
const lee = { id: 'lee', name: 'Lee Park', group: 'Administrators' };
const desk = (permissions: Partial<Permissions> = {}): AppState => ({
  stage: 'desk',
  building,
  me: person(permissions),
});
const signIn = (locked: boolean): AppState => ({
  stage: 'sign_in',
  building,
  people: [sam, lee],
  locked_by: locked ? sam : null,
  sample_password: null,
});

const pulse = (waiting: number, unread: number, clock_behind = false): PulseView => ({
  line: { state: 'no_mailbox', server: null, step: null, fault: null, next_try: null },
  held: 0,
  not_delivered: 0,
  tray: 0,
  waiting,
  unread,
  clock_behind,
});

const rescued: RescueDone = {
  rows: 12_345,
  entries: 10_000,
  waiting: 2,
  unreadable: 0,
  unplaced: 0,
  words: null,
  aside: '/srv/lobby/damaged-20261125T140003Z',
  backup_at: null,
};

const backups = (failing: BackupStatus['failing']): BackupStatus => ({
  folder: '/srv/lobby/backups',
  folder_is_own: true,
  daily: true,
  made_at: null,
  failing,
  backups: [],
  free_kib: 1_000_000,
  kept: 14,
});

let state: AppState;

function Window() {
  useChanges();
  return <Stage />;
}

function open() {
  const client = makeClient();
  const view = render(
    <QueryClientProvider client={client}>
      <Window />
    </QueryClientProvider>,
  );
  return { ...view, client, user: userEvent.setup() };
}

/** The core says that the stage is another now. */
async function become(next: AppState) {
  state = next;
  await act(async () => tell('stage'));
}

beforeEach(() => {
  state = desk();
  answer('appState', () => state);
  answer('pulse', () => pulse(2, 3));
  answer('touch', () => null);
  answer('backupStatus', () => backups(null));
  // The window of the test before is gone: nobody would tell when this one has arrived.
  void router.navigate({ to: '/', search: {} });
});

describe('the store cannot be opened', () => {
  const faults: StorageFault[] = [
    'disk_full',
    'read_only',
    'no_folder',
    'made_by_newer',
    'network_share',
    'in_use',
    'other',
  ];

  it.each(faults)('%s: says what happened, what is safe and what to do', async (fault) => {
    state = { stage: 'unavailable', fault, folder: '/srv/lobby', detail: 'code 26' };
    const { container, user } = open();
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('heading').textContent).not.toBe('');
    expect(alert.querySelectorAll('p').length).toBe(3);
    expect(within(alert).getByText('/srv/lobby')).toBeTruthy();
    await expectNoAxe(container);
    await user.click(within(alert).getByRole('button', { name: 'Technical details' }));
    expect(within(alert).getByText(/code 26/)).toBeTruthy();
  });

  it('offers to save what can be read of a damaged file, and is plain where there is nothing to choose', async () => {
    state = { stage: 'unavailable', fault: 'damaged', folder: '/srv/lobby', detail: 'page 12' };
    answer('rescueView', () => ({ detail: 'page 12', folder: '/srv/lobby', newest: null }));
    const { unmount, user } = open();
    expect(await screen.findByRole('button', { name: 'Save what can be read' })).toBeTruthy();
    unmount();
    answer('rescueView', () => refuse({ kind: 'nothing_to_rescue' }));
    open();
    expect(await screen.findByText('The file of this building cannot be read')).toBeTruthy();
    state = signIn(false);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Who is at the desk?')).toBeTruthy();
  });

  it('stays with the outcome of a rescue until it has been read, whatever the state is by now', async () => {
    state = { stage: 'unavailable', fault: 'damaged', folder: '/srv/lobby', detail: 'page 12' };
    answer('rescueView', () => ({ detail: 'page 12', folder: '/srv/lobby', newest: null }));
    answer('rescue', () => rescued);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Save what can be read' }));
    await screen.findByRole('heading', { name: 'What could be read is saved' });
    answer('rescueView', () => refuse({ kind: 'nothing_to_rescue' }));
    await become(signIn(false));
    expect(screen.getByRole('heading', { name: 'What could be read is saved' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('Who is at the desk?')).toBeTruthy();
  });

  it('R84 a network share is refused with the reason, and the file is left as it was', async () => {
    state = { stage: 'unavailable', fault: 'network_share', folder: '//server/lobby', detail: '' };
    open();
    expect(await screen.findByText('The folder is on a network share')).toBeTruthy();
    expect(screen.getByText(/One computer serves one desk.*left as it was/)).toBeTruthy();
  });

  it('Try again looks once more', async () => {
    state = { stage: 'unavailable', fault: 'in_use', folder: '/srv/lobby', detail: '' };
    const { user } = open();
    state = signIn(false);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Who is at the desk?')).toBeTruthy();
  });
});

describe('the seat', () => {
  it('R50 the recovery code is shown although the person is signed in by now', async () => {
    state = { stage: 'set_up', suggested_time_zone: 'America/Toronto', folder: '/srv/lobby' };
    answer('setUp', () => {
      state = desk();
      tell('stage');
      return { recovery_code: 'K7QMP-3FXWA' };
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /^Set up a building/ }));
    await user.type(screen.getByLabelText('Name of the building'), 'H');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await user.type(screen.getByLabelText('Your name'), 'S');
    await user.type(screen.getByLabelText('Email address'), 's@example.org');
    await user.type(screen.getByLabelText('Password'), 'open sesame{Enter}');
    expect(await screen.findByText('K7QMP-3FXWA')).toBeTruthy();
    expect(screen.queryByText('The day')).toBeNull();
    await user.click(screen.getByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Go to the desk' }));
    expect(await screen.findByText('The day')).toBeTruthy();
  });

  it('R52 a locked screen shows nothing of the desk, and nothing seen is kept', async () => {
    const { client, container } = open();
    await screen.findByText('The day');
    client.setQueryData(['conversations', 'thread', 'c1'], 'words');
    await become(signIn(true));
    expect(await screen.findByText('The screen is locked')).toBeTruthy();
    expect(screen.queryByText('The day')).toBeNull();
    expect(client.getQueryData(['conversations', 'thread', 'c1'])).toBeUndefined();
    await expectNoAxe(container);
  });

  it('R52 whoever unlocks it is back where they were; somebody else begins at the first screen', async () => {
    open();
    await screen.findByText('The day');
    await act(() => router.navigate({ to: '/conversations/$id', params: { id: 'c1' }, search: {} }));
    await screen.findByText('Thread c1');
    await become(signIn(true));
    await become(desk());
    expect(await screen.findByText('Thread c1')).toBeTruthy();
    await become(signIn(true));
    await become({ stage: 'desk', building, me: { ...person(), id: 'lee', name: 'Lee Park' } });
    expect(await screen.findByText('The day')).toBeTruthy();
  });

  it('R52 a refusal because of the lock shows the sign-in, whoever heard it', async () => {
    const { client } = open();
    await screen.findByText('The day');
    state = signIn(true);
    answer('pulse', () => refuse({ kind: 'locked' }));
    await act(() => client.invalidateQueries({ queryKey: ['app', 'pulse'] }));
    expect(await screen.findByText('The screen is locked')).toBeTruthy();
  });

  it('R52 Change person locks, and asks who is there', async () => {
    const lock = answer('lock', () => null);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /Sam Okafor/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Change person' }));
    await waitFor(() => expect(lock).toHaveBeenCalledOnce());
    await become(signIn(true));
    expect(await screen.findByText('Who is at the desk?')).toBeTruthy();
  });
});

describe('the frame', () => {
  it('R51 R43 shows no Bookings to whose level is none, and begins with Today for everybody', async () => {
    state = desk({ event_bookings: 'none', administration: false });
    open();
    expect(await screen.findByText('The day')).toBeTruthy();
    const links = within(screen.getByRole('navigation'))
      .getAllByRole('link')
      .map((link) => link.textContent);
    expect(links).toEqual(['Today', 'Conversations33 unread', 'Events', 'Residents', 'Settings']);
  });

  it('R51 shows Import to administrators alone', async () => {
    const { unmount } = open();
    expect(await screen.findByRole('link', { name: 'Import' })).toBeTruthy();
    unmount();
    state = desk({ administration: false });
    open();
    await screen.findByText('The day');
    expect(screen.queryByRole('link', { name: 'Import' })).toBeNull();
  });

  it('R81 says in words how the line stands and what waits, and what that means', async () => {
    const { user } = open();
    const line = await screen.findByRole('button', { name: 'No mailbox yet 2 messages waiting' });
    await user.click(line);
    expect(screen.getByText(/2 messages wait\. They are kept safely/)).toBeTruthy();
  });

  it('tells administrators while backups fail, and leads to what there is to do', async () => {
    const failing = backups({ since: '2026-11-24T15:00:00Z', detail: 'no such folder' });
    const status = answer('backupStatus', () => backups(null));
    const { user } = open();
    await screen.findByText('The day');
    await waitFor(() => expect(status).toHaveBeenCalledOnce());
    expect(screen.queryByRole('link', { name: 'Backups fail' })).toBeNull();
    const now = answer('backupStatus', () => failing);
    await act(async () => tell('backups'));
    await user.click(await screen.findByRole('link', { name: 'Backups fail' }));
    expect(await screen.findByText(/Backups have failed since Tuesday 24 November 2026/)).toBeTruthy();
    // Going to another screen asks nothing.
    await user.click(screen.getByRole('link', { name: 'Today' }));
    expect(await screen.findByText('The day')).toBeTruthy();
    expect(now).toHaveBeenCalledOnce();
  });

  it('R51 asks nothing of backups for who is no administrator', async () => {
    state = desk({ administration: false });
    const status = answer('backupStatus', () => backups({ since: '2026-11-24T15:00:00Z', detail: '' }));
    open();
    await screen.findByText('The day');
    expect(status).not.toHaveBeenCalled();
    expect(screen.queryByRole('link', { name: 'Backups fail' })).toBeNull();
  });

  it('R80 says when the clock of the computer is behind, what is safe and what to do', async () => {
    answer('pulse', () => pulse(0, 0, true));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'No mailbox yet The clock is behind' }));
    expect(screen.getByText(/nothing is lost and every conversation keeps its order/)).toBeTruthy();
  });

  it('R72 counts what is unread on the navigation and in the title, as it changes', async () => {
    open();
    await waitFor(() => expect(document.title).toBe('(3) Harbour House · Lobby'));
    answer('pulse', () => pulse(0, 0));
    await act(async () => tell('conversations'));
    await waitFor(() => expect(document.title).toBe('Harbour House · Lobby'));
    expect(screen.getByRole('button', { name: 'No mailbox yet' })).toBeTruthy();
  });

  it('R52 tells the core that somebody is there, at most every half minute', async () => {
    const touch = answer('touch', () => null);
    const { user } = open();
    await screen.findByText('The day');
    await user.keyboard('abc');
    expect(touch).toHaveBeenCalledTimes(1);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
    await user.keyboard('d');
    expect(touch).toHaveBeenCalledTimes(2);
  });

  it('R91 is named and reached by keyboard: skip link, the keys, the search', async () => {
    const { user, container } = open();
    await screen.findByText('The day');
    await expectNoAxe(container);
    await user.tab();
    expect(document.activeElement?.textContent).toBe('Skip to the content');
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('main'));
    await user.keyboard('?');
    expect(screen.getByRole('dialog', { name: 'Keyboard' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await user.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('dialog', { name: 'Search' })).toBeTruthy();
  });

  it('R91 puts the window into the theme and row height of the person', async () => {
    const me = person();
    state = {
      stage: 'desk',
      building,
      me: { ...me, preferences: { language: 'fr', theme: 'dark', density: 'compact' } },
    };
    open();
    expect(await screen.findByRole('link', { name: 'Réservations' })).toBeTruthy();
    expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'compact' });
    expect(document.documentElement.lang).toBe('fr');
  });

  it('keeps the navigation when a section fails, and opens it again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const draw = vi.spyOn(today, 'draw').mockImplementation(() => {
      throw new Error('row 7 is not a booking');
    });
    const { user } = open();
    expect(await screen.findByText('This screen stopped working')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Events' })).toBeTruthy();
    draw.mockReturnValue('The day again');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('The day again')).toBeTruthy();
  });
});
