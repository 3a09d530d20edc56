import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse, tellWork } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import type { Problem, RescueDone, RescueView } from '../../bridge/bindings';
import { rescueKey } from '../../bridge/queries';
import type { Language } from '../../i18n/translate';
import { Rescue } from './Rescue';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

// Wednesday 25 November 2026, 14:00 in Montréal.
const newest = { name: 'lobby-20261125T190000Z.db', at: '2026-11-25T19:00:00Z', kib: 40_000 };

const view = (part: Partial<RescueView> = {}): RescueView => ({
  detail: 'page 12 is not as it was written',
  folder: '/srv/lobby',
  newest,
  ...part,
});

const done = (part: Partial<RescueDone> = {}): RescueDone => ({
  rows: 12_345,
  entries: 10_000,
  waiting: 2,
  unreadable: 3,
  unplaced: 1,
  words: '/srv/lobby/damaged-1/words.txt',
  aside: '/srv/lobby/damaged-1',
  backup_at: newest.at,
  ...part,
});

const onRetry = vi.fn(async () => {});
const onHold = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  vi.useRealTimers();
  answer('rescueView', () => view());
});

function open(language: Language = 'en') {
  return show(
    <main>
      <Rescue
        folder="/srv/lobby"
        otherwise={<p>The plain screen</p>}
        isTrying={false}
        onRetry={onRetry}
        onHold={onHold}
      />
    </main>,
    { language },
  );
}

const read = () => screen.findByRole('button', { name: 'Save what can be read' });

describe('the choices', () => {
  it('say what happened and what is safe, at once, and look for a backup meanwhile', async () => {
    answer('rescueView', () => new Promise<RescueView>(() => {}));
    const { container } = open();
    const alert = screen.getByRole('alert');
    expect(within(alert).getByRole('heading', { name: 'The file of this building is damaged' })).toBeTruthy();
    expect(within(alert).getByText('/srv/lobby')).toBeTruthy();
    expect(within(alert).getByText(/the file is left as it is, and it is kept/)).toBeTruthy();
    expect(await screen.findByRole('status')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    await expectNoAxe(container);
  });

  it('are what can be read, with the gaps filled from the newest backup, and that backup', async () => {
    const { container } = open();
    const first = await read();
    expect(first.dataset.variant).toBe('primary');
    expect(
      screen.getByText(/Gaps are filled from the backup of Wednesday 25 November.*, 14:00\./),
    ).toBeTruthy();
    const second = screen.getByRole('button', {
      name: /^Go back to the backup of Wednesday 25 November.*, 14:00$/,
    });
    expect(second.dataset.variant).toBe('secondary');
    expect(screen.getByText(/what waits in the outbox is kept/)).toBeTruthy();
    await expectNoAxe(container);
  });

  it('are one without a backup', async () => {
    answer('rescueView', () => view({ newest: null }));
    open();
    await read();
    expect(screen.getByText(/There is no backup that could fill the gaps/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Go back/ })).toBeNull();
  });

  it('fold the technical part, and look once more', async () => {
    const { user } = open();
    await read();
    await user.click(screen.getByRole('button', { name: 'Technical details' }));
    expect(screen.getByText(/page 12 is not as it was written/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('give way to the plain screen where the core has none', async () => {
    answer('rescueView', () => refuse({ kind: 'nothing_to_rescue' }));
    open();
    expect(await screen.findByText('The plain screen')).toBeTruthy();
  });

  it('R90 are there in French', async () => {
    const { container } = open('fr');
    expect(await screen.findByRole('button', { name: 'Récupérer ce qui peut être lu' })).toBeTruthy();
    expect(
      screen.getByRole('button', { name: /^Revenir à la sauvegarde du mercredi 25 novembre.*, 14:00$/ }),
    ).toBeTruthy();
    await expectNoAxe(container);
  });
});

describe('at work', () => {
  it('counts the rows, stops, and comes back to the choices with the focus on the first', async () => {
    let end: (problem: Problem) => void = () => {};
    const rescue = answer(
      'rescue',
      () =>
        new Promise<RescueDone>((_, reject) => {
          end = (problem) => {
            try {
              refuse(problem);
            } catch (refusal) {
              reject(refusal);
            }
          };
        }),
    );
    const stop = answer('stopRescue', () => null);
    const { user, container } = open();
    await user.click(await read());
    expect(rescue).toHaveBeenCalledExactlyOnceWith('what_can_be_read');
    expect(onHold).toHaveBeenLastCalledWith(true);
    const heading = await screen.findByRole('heading', { name: 'Saving what can be read' });
    expect(document.activeElement).toBe(heading);
    expect(await screen.findByText(/Looking at the backups/)).toBeTruthy();
    act(() => tellWork({ work: 'rescue', done: 4096, all: 12_345 }));
    const bar = await screen.findByRole('progressbar', { name: 'Rows looked at' });
    expect(bar.getAttribute('aria-valuetext')).toBe('4,096 of 12,345');
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(stop).toHaveBeenCalledOnce());
    await act(async () => end({ kind: 'work_stopped' }));
    expect(await screen.findByText('It was stopped. Nothing was changed.')).toBeTruthy();
    expect(document.activeElement).toBe(await read());
    expect(onHold).toHaveBeenLastCalledWith(false);
    await expectNoAxe(container);
  });

  it('cannot be stopped any more when the rows are through', async () => {
    answer('rescue', () => new Promise<RescueDone>(() => {}));
    const { user } = open();
    await user.click(await read());
    act(() => tellWork({ work: 'rescue', done: 12_345, all: 12_345 }));
    await screen.findByRole('button', { name: 'Stop' });
    act(() => tellWork(null));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull());
  });
});

describe('the outcome', () => {
  it('says what is saved, what is not, and where the rest is kept', async () => {
    answer('rescue', () => done());
    const { user, container } = open();
    await user.click(await read());
    const heading = await screen.findByRole('heading', { name: 'What could be read is saved' });
    expect(document.activeElement).toBe(heading);
    const facts = screen.getAllByRole('listitem').map((fact) => fact.textContent);
    expect(facts).toEqual([
      '12,345 residents, events, bookings, conversations and entries are there.',
      expect.stringMatching(/^Gaps were filled from the backup of Wednesday 25 November.*, 14:00\.$/),
      '2 messages wait in the outbox.',
      '3 rows of the damaged file could not be read.',
      '1 row was read, but what it belongs to was not. Its words are in this text file:/srv/lobby/damaged-1/words.txt',
      'The damaged file is kept in this folder:/srv/lobby/damaged-1',
    ]);
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(onHold).toHaveBeenLastCalledWith(false);
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('of going back to the backup says so, and leaves out what there is none of', async () => {
    const rescue = answer('rescue', () => done({ waiting: 0, unreadable: 0, unplaced: 0, words: null }));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /^Go back to the backup/ }));
    expect(rescue).toHaveBeenCalledExactlyOnceWith('backup');
    await screen.findByRole('heading', { name: 'The backup is back' });
    const facts = screen.getAllByRole('listitem').map((fact) => fact.textContent);
    expect(facts).toHaveLength(5);
    expect(facts[1]).toMatch(/^It is the backup of Wednesday 25 November.*damaged file\.$/);
    expect(facts[2]).toBe('No message waits in the outbox.');
    expect(facts[3]).toBe('Every row of the damaged file could be read.');
  });

  it('that cannot be opened either is no dead end', async () => {
    answer('rescue', () => done());
    const { user } = open();
    await user.click(await read());
    await user.click(await screen.findByRole('button', { name: 'Continue' }));
    expect(await read()).toBeTruthy();
  });
});

describe('a failure', () => {
  const failures: [Problem, RegExp][] = [
    [{ kind: 'nobody_left' }, /who may sign in, and there is no good backup.*The file is kept as it is/],
    [
      { kind: 'no_room_on_disk', folder: '/srv/lobby', needed_kib: 468_750, free_kib: 117_188 },
      /not enough room on the disk of \/srv\/lobby: 480 MB are needed, 120 MB are free\. Nothing was changed/,
    ],
    [{ kind: 'storage', fault: 'disk_full', detail: 'code 13' }, /The disk is full/],
    [{ kind: 'already_at_work' }, /is going on already/],
  ];

  it.each(failures)('%o: says what is safe and what to do, beside the choices', async (problem, words) => {
    answer('rescue', () => refuse(problem));
    const { user, container } = open();
    await user.click(await read());
    expect(await screen.findByText(words)).toBeTruthy();
    expect(await read()).toBeTruthy();
    await expectNoAxe(container);
  });

  it('is forgotten when one looks again', async () => {
    answer('rescue', () => refuse({ kind: 'nobody_left' }));
    const { user } = open();
    await user.click(await read());
    await screen.findByText(/there is no good backup/);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/there is no good backup/)).toBeNull());
  });
});

it('keeps what was found no longer than the screen', async () => {
  const { client, unmount } = open();
  await read();
  unmount();
  await waitFor(() => expect(client.getQueryData(rescueKey)).toBeUndefined());
});
