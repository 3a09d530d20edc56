import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, Refusal, refuse, tell, tellWork } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import type { BackupFile, BackupStatus, Problem } from '../../bridge/bindings';
import { useChanges } from '../../bridge/events';
import { stateKey } from '../../bridge/queries';
import { Toasts } from '../../components/Toasts';
import { toasts } from '../../components/toasts';
import type { Language } from '../../i18n/translate';
import { BackupSettings } from './BackupSettings';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const yesterday: BackupFile = { name: 'lobby-20261124T190000Z.db', at: '2026-11-24T19:00:00Z', kib: 468_750 };
const before: BackupFile = { name: 'lobby-20261123T190000Z.db', at: '2026-11-23T19:00:00Z', kib: 420 };

const status = (part: Partial<BackupStatus> = {}): BackupStatus => ({
  folder: '/srv/lobby/backups',
  folder_is_own: true,
  daily: true,
  made_at: yesterday.at,
  failing: null,
  backups: [yesterday, before],
  free_kib: 1_171_875,
  kept: 14,
  ...part,
});

let now: BackupStatus;

beforeEach(() => {
  toasts.clear();
  now = status();
  answer('backupStatus', () => now);
});

function Part() {
  useChanges();
  return (
    <main>
      <h1>Settings</h1>
      <BackupSettings />
      <Toasts />
    </main>
  );
}

const open = (language: Language = 'en') => show(<Part />, { language });

/** A command that goes on until it is told how it ends. */
function lasting<T>() {
  let settle: { done: (data: T) => void; refused: (problem: Problem) => void } | null = null;
  const handler = () =>
    new Promise<T>((resolve, reject) => {
      settle = { done: resolve, refused: (problem) => reject(new Refusal(problem)) };
    });
  return {
    handler,
    done: (data: T) => act(async () => settle?.done(data)),
    refused: (problem: Problem) => act(async () => settle?.refused(problem)),
  };
}

const plain = (words: string | null | undefined) => words?.replace(/[\u00a0\u202f]/g, ' ');

describe('how it stands', () => {
  it('in one sentence: the last good backup', async () => {
    const { container } = open();
    expect(
      await screen.findByText('The last good backup was made on Tuesday 24 November 2026, 14:00.'),
    ).toBeTruthy();
    await expectNoAxe(container);
  });

  it('none yet', async () => {
    now = status({ made_at: null, backups: [] });
    open();
    expect(await screen.findByText('No backup has been made yet.')).toBeTruthy();
    expect(screen.getByText('No backup in this folder')).toBeTruthy();
  });

  it('since when they fail and what to do, with the technical part folded', async () => {
    now = status({ failing: { since: '2026-11-25T15:00:00Z', detail: '/mnt/stick: No such device' } });
    const { user, container } = open();
    const warning = await screen.findByText(/^Backups have failed since Wednesday 25 November 2026, 10:00\./);
    expect(warning.textContent).toMatch(/The last good one was made on Tuesday 24 November 2026, 14:00\./);
    expect(warning.textContent).toMatch(/has room on its disk, then back up now\.$/);
    expect(warning.closest('[data-tone]')?.getAttribute('data-tone')).toBe('warning');
    await user.click(screen.getByRole('button', { name: 'Technical details' }));
    expect(screen.getByText('/mnt/stick: No such device')).toBeTruthy();
    await expectNoAxe(container);
  });

  it('as it changes, without asking', async () => {
    now = status({ made_at: null, backups: [] });
    open();
    await screen.findByText('No backup has been made yet.');
    now = status();
    await act(async () => tell('backups'));
    expect(await screen.findByText(/^The last good backup was made/)).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('R90 in French', async () => {
    now = status({ failing: { since: '2026-11-25T15:00:00Z', detail: 'x' }, made_at: null });
    const { container } = open('fr');
    expect(
      await screen.findByText(/^Les sauvegardes échouent depuis le mercredi 25 novembre 2026, 10:00\./),
    ).toBeTruthy();
    await expectNoAxe(container);
  });
});

describe('backing up now', () => {
  it('counts what is copied, and says when it is made', async () => {
    const work = lasting<BackupFile>();
    const backUp = answer('backUp', work.handler);
    const { user, container } = open();
    await user.click(await screen.findByRole('button', { name: 'Back up now' }));
    expect(backUp).toHaveBeenCalledOnce();
    expect(await screen.findByText(/Making a backup/)).toBeTruthy();
    act(() => tellWork({ work: 'backup', done: 11_719, all: 468_750 }));
    const bar = await screen.findByRole('progressbar', { name: 'Making a backup' });
    expect(plain(bar.getAttribute('aria-valuetext'))).toBe('12 of 480 MB');
    await expectNoAxe(container);
    act(() => tellWork(null));
    await work.done(yesterday);
    expect(await screen.findByText('The backup is made')).toBeTruthy();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('is stopped, which changes nothing', async () => {
    const work = lasting<BackupFile>();
    answer('backUp', work.handler);
    const stop = answer('stopBackup', () => null);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Back up now' }));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stop).toHaveBeenCalledOnce());
    await work.refused({ kind: 'work_stopped' });
    expect(await screen.findByText(/^The backup was stopped\./)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the daily one too, while it is made', async () => {
    const stop = answer('stopBackup', () => null);
    const { user } = open();
    await screen.findByRole('button', { name: 'Back up now' });
    act(() => tellWork({ work: 'backup', done: 0, all: 468_750 }));
    expect(await screen.findByRole('progressbar', { name: 'Making a backup' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stop).toHaveBeenCalledOnce());
    act(() => tellWork(null));
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
  });

  it.each<[Problem, RegExp]>([
    [
      { kind: 'no_room_on_disk', folder: '/mnt/stick', needed_kib: 468_750, free_kib: 117_188 },
      /not enough room on the disk of \/mnt\/stick: 480 MB are needed, 120 MB are free/,
    ],
    [{ kind: 'backup_damaged', detail: 'page 3' }, /The backup is damaged and cannot be used/],
    [{ kind: 'already_at_work' }, /is going on already/],
    [{ kind: 'storage', fault: 'no_folder', detail: 'ENOENT' }, /The folder is not there/],
  ])('%o: says why not', async (problem, words) => {
    answer('backUp', () => refuse(problem));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Back up now' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
  });
});

describe('where and when', () => {
  it('says what is true now, and that the same disk does not help', async () => {
    const { container } = open();
    const folder = await screen.findByLabelText<HTMLInputElement>(/^Folder/);
    expect(folder.value).toBe('');
    expect(screen.getByText('/srv/lobby/backups')).toBeTruthy();
    expect(plain(screen.getByText(/Free on its disk/).textContent)).toMatch(
      /Free on its disk: 1\.2 GB\. The newest 14 are kept; older ones go\.$/,
    );
    expect(screen.getByText(/does not protect against the loss of that disk/)).toBeTruthy();
    expect(screen.getByText(/Leave empty for the folder beside the data/)).toBeTruthy();
    await expectNoAxe(container);
  });

  it('keeps a folder and whether one is made every day', async () => {
    const save = answer('saveBackupSettings', () => null);
    const { user } = open();
    await user.type(await screen.findByLabelText(/^Folder/), '/mnt/stick');
    await user.click(screen.getByRole('switch', { name: 'Every day' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Where and when to back up is saved')).toBeTruthy();
    expect(save).toHaveBeenCalledExactlyOnceWith({ folder: '/mnt/stick', daily: false });
  });

  it('says beside the field that a folder is not named in full', async () => {
    answer('saveBackupSettings', () => refuse({ kind: 'invalid', field: 'folder', fault: 'malformed' }));
    now = status({ folder: 'backups', folder_is_own: false });
    const { user } = open();
    const folder = await screen.findByLabelText<HTMLInputElement>(/^Folder/);
    expect(folder.value).toBe('backups');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Write the full path of a folder/)).toBeTruthy();
    expect(folder.getAttribute('aria-invalid')).toBe('true');
  });

  it('says why a folder cannot be used, and that one is out of reach', async () => {
    answer('saveBackupSettings', () =>
      refuse({ kind: 'storage', fault: 'read_only', detail: '/mnt: Permission denied' }),
    );
    now = status({ free_kib: null });
    const { user } = open();
    expect(await screen.findByText(/The folder cannot be reached now/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be written to/);
    await user.click(screen.getByRole('button', { name: 'Technical details' }));
    expect(screen.getByText('/mnt: Permission denied')).toBeTruthy();
  });
});

describe('going back to a backup', () => {
  const restore = { name: /^Restore… Tuesday 24 November.*, 14:00$/ };

  async function choose() {
    const view = open();
    await view.user.click(await screen.findByRole('button', restore));
    const dialog = await screen.findByRole('alertdialog', {
      name: /^Go back to the backup of Tuesday 24 November.*, 14:00\?$/,
    });
    return { ...view, dialog };
  }

  it('lists the backups by their time at the building, with their size', async () => {
    open();
    const rows = await screen.findAllByRole('listitem');
    expect(rows.map((row) => plain(row.textContent))).toEqual([
      expect.stringMatching(/^Tuesday 24 November.*, 14:00480 MBRestore…$/),
      expect.stringMatching(/^Monday 23 November.*, 14:000\.4 MBRestore…$/),
    ]);
  });

  it('names what will happen and to whom; the safe button has the focus', async () => {
    const { user, dialog } = await choose();
    expect(
      within(dialog).getByText(/bookings, messages and what waits in the outbox.*everybody at this desk/),
    ).toBeTruthy();
    expect(within(dialog).getByText(/is kept in its own folder\. Everybody signs in again\./)).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Go back to this backup' }).dataset.variant).toBe(
      'danger',
    );
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
    await expectNoAxe(dialog);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  it('counts what is copied, cannot be left half done, and looks at the state when it is done', async () => {
    const work = lasting<null>();
    const command = answer('restoreBackup', work.handler);
    const { user, dialog, client } = await choose();
    const looks = vi.spyOn(client, 'invalidateQueries');
    await user.click(within(dialog).getByRole('button', { name: 'Go back to this backup' }));
    expect(command).toHaveBeenCalledExactlyOnceWith(yesterday.name);
    act(() => tellWork({ work: 'restore', done: 234_375, all: 468_750 }));
    const bar = await within(dialog).findByRole('progressbar', { name: 'Going back to the backup' });
    expect(plain(bar.getAttribute('aria-valuetext'))).toBe('240 of 480 MB');
    await user.keyboard('{Escape}');
    expect(screen.getByRole('alertdialog')).toBe(dialog);
    await expectNoAxe(dialog);
    act(() => tellWork(null));
    await waitFor(() => expect(within(dialog).queryByRole('button', { name: 'Stop' })).toBeNull());
    await work.done(null);
    expect(looks).toHaveBeenCalledWith({ queryKey: stateKey });
    expect(screen.getByRole('alertdialog')).toBe(dialog);
  });

  it('is stopped, and the data is as it was', async () => {
    const work = lasting<null>();
    answer('restoreBackup', work.handler);
    const stop = answer('stopBackup', () => null);
    const { user, dialog } = await choose();
    await user.click(within(dialog).getByRole('button', { name: 'Go back to this backup' }));
    await user.click(await within(dialog).findByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stop).toHaveBeenCalledOnce());
    await work.refused({ kind: 'work_stopped' });
    expect(await screen.findByText('It was stopped: the data is as it was.')).toBeTruthy();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it.each<[Problem, RegExp]>([
    [{ kind: 'not_found', what: 'backup' }, /This backup is not in the folder any more/],
    [{ kind: 'backup_damaged', detail: 'page 3' }, /The backup is damaged.*choose another one/],
    [
      { kind: 'no_room_on_disk', folder: '/srv/lobby', needed_kib: 2000, free_kib: 1000 },
      /not enough room on the disk of \/srv\/lobby: 3 MB are needed, 1 MB are free/,
    ],
    [{ kind: 'already_at_work' }, /is going on already/],
  ])('%o: says why not, and can be tried again', async (problem, words) => {
    answer('restoreBackup', () => refuse(problem));
    const { user, dialog } = await choose();
    await user.click(within(dialog).getByRole('button', { name: 'Go back to this backup' }));
    expect((await within(dialog).findByRole('alert')).textContent).toMatch(words);
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toBeTruthy();
  });
});
