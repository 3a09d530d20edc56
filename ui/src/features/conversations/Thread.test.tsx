import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../../app/testing/render';
import { commands, type Problem, type ThreadView } from '../../bridge/bindings';
import { toasts } from '../../components/toasts';
import { entry, head, view } from './samples.testing';
import { Thread } from './Thread';

const openPanel = vi.hoisted(() => vi.fn());
const wantedEntry = vi.hoisted(() => vi.fn((): string | null => null));
vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenPanel: () => openPanel,
  useOpenConversation: () => vi.fn(),
  useOpenSection: () => vi.fn(),
  usePanel: () => null,
  useWantedEntry: wantedEntry,
}));
vi.mock('../../bridge/bindings', () => ({
  commands: {
    openThread: vi.fn(),
    earlierEntries: vi.fn(),
    sendMessage: vi.fn(),
    attachFile: vi.fn(),
    attachPart: vi.fn(),
    removeFile: vi.fn(),
    pictureOfFile: vi.fn(),
    writeNote: vi.fn(),
    writeSaid: vi.fn(),
    closeConversation: vi.fn(),
    reopenConversation: vi.fn(),
    saveDraft: vi.fn(),
    markRead: vi.fn(),
    nowReading: vi.fn(() => Promise.resolve({ status: 'ok', data: null })),
  },
}));

const ok = <T,>(data: T) => Promise.resolve({ status: 'ok' as const, data });
const refused = (error: Problem) => Promise.resolve({ status: 'error' as const, error });

async function open(change: Partial<ThreadView> = {}) {
  vi.mocked(commands.openThread).mockReturnValue(ok(view(change)));
  const shown = show(<Thread id="c1" />);
  await screen.findByRole('log', { name: 'Thread with Ana Moreau' });
  return shown;
}

/** The core confirms “Yes, lift B.” only when what comes back is called. */
function sendsWhenTold() {
  let confirm = (_: Awaited<ReturnType<typeof commands.sendMessage>>) => {};
  vi.mocked(commands.sendMessage).mockReturnValue(
    new Promise((done) => {
      confirm = done;
    }),
  );
  const data = entry({
    id: '11',
    entry_kind: 'message_out',
    by: 'Sam Okafor',
    text: 'Yes, lift B.',
    delivery: { stands: 'waiting_for_mailbox' },
  });
  return () => confirm({ status: 'ok', data });
}

const typed = (field: HTMLElement) => (field as HTMLTextAreaElement).value;
const reply = () => screen.getByRole('textbox', { name: 'Reply to Ana' });
const tab = (name: string) => screen.getByRole('tab', { name });

// The checks run beside others on a busy computer.
configure({ asyncUtilTimeout: 5_000 });

beforeEach(() => {
  vi.clearAllMocks();
  wantedEntry.mockReturnValue(null);
  toasts.clear();
  vi.mocked(commands.saveDraft).mockImplementation(() => ok(null));
  vi.mocked(commands.markRead).mockImplementation(() => ok(null));
  vi.mocked(commands.closeConversation).mockImplementation(() => ok(null));
  vi.mocked(commands.reopenConversation).mockImplementation(() => ok(null));
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

describe('the head of a thread', () => {
  it('R22 names the label, the resident, the event, its time and the suite, and leads to the booking', async () => {
    const { user } = await open();
    screen.getByRole('heading', { name: 'Ana Moreau' });
    screen.getByText('Event booking');
    screen.getByText('Wine tasting · Thu 26 Nov, 19:00 · Suite 1204');
    await user.click(screen.getByRole('button', { name: 'View booking' }));
    expect(openPanel).toHaveBeenCalledWith('booking', 'b1');
  });

  it('R22 shows no View booking to those who may not see bookings, neither here nor in More actions', async () => {
    const { user } = await open({ head: head({ booking: null, reference: null, event_starts_at: null }) });
    screen.getByText('Wine tasting · Suite 1204');
    expect(screen.queryByRole('button', { name: 'View booking' })).toBeNull();
    await user.click(screen.getByRole('button', { name: /^More actions/ }));
    screen.getByRole('menuitem', { name: 'View resident' });
    expect(screen.queryByRole('menuitem', { name: 'View booking' })).toBeNull();
  });
});

describe('a reply that somebody was faster than', () => {
  it('R29 shows what came in between, and goes once that was seen', async () => {
    const { user } = await open();
    const entries = [
      {
        id: '8',
        entry_kind: 'message_in' as const,
        at: '2026-11-25T09:00:00Z',
        by: null,
        words: 'At eight, please',
      },
      {
        id: '9',
        entry_kind: 'message_out' as const,
        at: '2026-11-25T09:01:00Z',
        by: 'Lee Tran',
        words: 'Eight it is',
      },
    ];
    vi.mocked(commands.sendMessage).mockReturnValueOnce(refused({ kind: 'came_between', entries }));
    await user.type(reply(), 'At seven');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    const alert = await screen.findByRole('alert');
    within(alert).getByText('At eight, please');
    within(alert).getByText('Lee');
    expect(typed(reply())).toBe('At seven');
    vi.mocked(commands.sendMessage).mockReturnValueOnce(
      ok(entry({ id: '10', entry_kind: 'message_out', by: 'Sam', text: 'At seven' })),
    );
    await user.click(within(alert).getByRole('button', { name: 'Send it as it is' }));
    await waitFor(() => expect(typed(reply())).toBe(''));
    expect(vi.mocked(commands.sendMessage).mock.calls.map(([, , seen]) => seen)).toEqual([null, '9']);
  });
});

describe('files', () => {
  const plan = { id: 'f1', name: 'plan.png', media_type: 'image/png', kib: 1 };
  const field = () => screen.getByLabelText('Attach files', { selector: 'input' });

  it('R31 go with the message once all of them is in the core, and can be taken away before', async () => {
    const { user } = await open();
    vi.mocked(commands.attachFile).mockReturnValue(ok(plan));
    vi.mocked(commands.attachPart).mockReturnValue(ok(null));
    vi.mocked(commands.removeFile).mockReturnValue(ok(null));
    await user.upload(field(), new File(['abc'], 'plan.png', { type: 'image/png' }));
    await user.click(await screen.findByRole('button', { name: 'Take plan.png away' }));
    await waitFor(() => expect(screen.queryByText(/plan\.png/)).toBeNull());
    expect(commands.removeFile).toHaveBeenCalledExactlyOnceWith('f1');
    expect(commands.attachFile).toHaveBeenCalledWith({
      conversation: 'c1',
      name: 'plan.png',
      media_type: 'image/png',
      bytes: 3,
    });
    expect(commands.attachPart).toHaveBeenCalledExactlyOnceWith('f1', 'YWJj');

    await user.upload(field(), new File(['abc'], 'plan.png', { type: 'image/png' }));
    await screen.findByText(/plan\.png ·/);
    vi.mocked(commands.sendMessage).mockReturnValueOnce(
      ok(entry({ id: '11', entry_kind: 'message_out', by: 'Sam', text: 'The plan', files: [plan] })),
    );
    vi.mocked(commands.pictureOfFile).mockReturnValue(ok('data:image/png;base64,AAAA'));
    await user.type(reply(), 'The plan');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await screen.findByRole('img', { name: 'plan.png' });
    screen.getByRole('button', { name: 'Save plan.png' });
    expect(screen.queryByRole('button', { name: 'Take plan.png away' })).toBeNull();
  });

  it('R31 that are too large say so, and the words stay', async () => {
    const { user } = await open();
    vi.mocked(commands.attachFile).mockReturnValue(refused({ kind: 'files_too_large' }));
    await user.type(reply(), 'The plan');
    await user.upload(field(), new File(['abc'], 'film.mp4'));
    await screen.findByText(/25 MB at most/);
    expect(typed(reply())).toBe('The plan');
    expect(commands.attachPart).not.toHaveBeenCalled();
  });
});

describe('the entries', () => {
  it('R23 say for what a message waits', async () => {
    await open({
      entries: [
        entry({
          id: '1',
          entry_kind: 'message_out',
          by: 'Sam',
          text: 'One',
          delivery: { stands: 'waiting_for_mailbox' },
        }),
        entry({
          id: '2',
          entry_kind: 'message_out',
          by: 'Sam',
          text: 'Two',
          delivery: { stands: 'waiting_for_address' },
        }),
        entry({ id: '3', entry_kind: 'message_out', by: 'Sam', text: 'Three', delivery: { stands: 'sent' } }),
      ],
    });
    const under = (text: string) => within(screen.getByText(text).closest('article') as HTMLElement);
    under('One').getByText('Waiting: no mailbox yet');
    under('Two').getByText('Waiting: no email address');
    under('Three').getByText('Sent');
    expect(under('Three').queryByText(/Waiting/)).toBeNull();
  });

  it('R24 R33 say which of them are notes for staff and which were said', async () => {
    await open({
      entries: [
        entry({ id: '1', entry_kind: 'note', by: 'Lee Park', text: 'Lift B' }),
        entry({ id: '2', entry_kind: 'said_at_desk', by: 'Lee Park', text: 'She asked' }),
        entry({ id: '3', entry_kind: 'said_by_phone', by: 'Lee Park', text: 'She called' }),
      ],
    });
    const under = (text: string) => within(screen.getByText(text).closest('article') as HTMLElement);
    under('Lift B').getByText('Note for staff');
    under('She asked').getByText('Said at the desk');
    under('She called').getByText('Said by phone');
  });

  it('R25 R27 tell who closed and reopened it, and what became of the booking', async () => {
    await open({
      entries: [
        entry({ id: '1', entry_kind: 'closed', by: 'Sam Okafor' }),
        entry({ id: '2', entry_kind: 'reopened', by: 'Lee Park' }),
        entry({ id: '3', entry_kind: 'booking_approved', by: 'Lee Park' }),
        entry({ id: '4', entry_kind: 'booking_cancelled', by: 'Lee Park', text: 'Closed for repairs' }),
        entry({ id: '5', entry_kind: 'event_moved', by: 'Lee Park', earlier_start: '2026-11-26T00:00:00Z' }),
      ],
    });
    expect(screen.getByText(/^Closed by Sam Okafor/).textContent).toContain('Closed by Sam Okafor · 9:30');
    screen.getByText(/^Reopened by Lee Park/);
    screen.getByText(/^Booking approved by Lee Park/);
    screen.getByText('Closed for repairs');
    screen.getByText('Reason, not sent to the resident');
    screen.getByText(/it was on Wed 25 Nov, 19:00/);
  });

  it('shows markup as the words that they are', async () => {
    await open({ entries: [entry({ id: '1', text: '<img src=x onerror=alert(1)><b>bold</b>' })] });
    screen.getByText('<img src=x onerror=alert(1)><b>bold</b>');
    expect(document.querySelector('article img, article b')).toBeNull();
  });

  it('R40 are marked as read only while the window has the focus', async () => {
    vi.mocked(document.hasFocus).mockReturnValue(false);
    await open({ first_unread: '10' });
    screen.getByText('New');
    expect(commands.markRead).not.toHaveBeenCalled();
    vi.mocked(document.hasFocus).mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('focus')));
    expect(commands.markRead).toHaveBeenCalledExactlyOnceWith('c1');
  });

  it('say it when the earlier ones cannot be loaded, and ask again only when told to', async () => {
    vi.mocked(commands.earlierEntries).mockReturnValue(
      refused({ kind: 'storage', fault: 'other', detail: '' }),
    );
    const { user } = await open({ earlier: 'cursor' });
    await screen.findByText('The earlier entries could not be loaded.');
    expect(commands.earlierEntries).toHaveBeenCalledExactlyOnceWith('c1', 'cursor', null);
    vi.mocked(commands.earlierEntries).mockReturnValue(
      ok({ entries: [entry({ id: '9', text: 'Before that' })], earlier: null }),
    );
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Before that');
  });
});

describe('what a search leads to', () => {
  it('R42 has the focus and stands out', async () => {
    wantedEntry.mockReturnValue('11');
    await open({ entries: [entry({ id: '10' }), entry({ id: '11', text: 'The lift' })] });
    await waitFor(() => expect(document.activeElement?.textContent).toContain('The lift'));
    expect(document.querySelectorAll('[data-wanted]')).toHaveLength(1);
    expect(commands.earlierEntries).not.toHaveBeenCalled();
  });

  it('R42 is fetched where it lies further back, with all that lies between', async () => {
    wantedEntry.mockReturnValue('3');
    vi.mocked(commands.earlierEntries).mockImplementation((_, before) =>
      before === 'cursor'
        ? ok({ entries: [entry({ id: '9', text: 'In between' })], earlier: 'further' })
        : ok({ entries: [entry({ id: '3', text: 'The lift' })], earlier: null }),
    );
    await open({ entries: [entry({ id: '10' })], earlier: 'cursor' });
    await waitFor(() => expect(document.activeElement?.textContent).toContain('The lift'));
    screen.getByText('In between');
    expect(vi.mocked(commands.earlierEntries).mock.lastCall).toEqual(['c1', 'further', '3']);
  });
});

describe('the composer', () => {
  it('R20 sends a reply once, and clears only when the core has it', async () => {
    const confirm = sendsWhenTold();
    const { user } = await open();
    await user.type(reply(), 'Yes, lift B.');
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
    await waitFor(() =>
      expect(commands.sendMessage).toHaveBeenCalledExactlyOnceWith('c1', 'Yes, lift B.', null),
    );
    expect(typed(reply())).toBe('Yes, lift B.');
    await act(async () => confirm());
    await waitFor(() => expect(typed(reply())).toBe(''));
    within(screen.getByRole('log', { name: 'Thread with Ana Moreau' })).getByText('Yes, lift B.');
    expect(document.activeElement).toBe(reply());
  });

  it('R91 leaves the focus where somebody took it while the message was on its way', async () => {
    const confirm = sendsWhenTold();
    const { user } = await open();
    await user.type(reply(), 'Yes, lift B.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(commands.sendMessage).toHaveBeenCalledOnce());
    const elsewhere = screen.getByRole('button', { name: 'View booking' });
    act(() => elsewhere.focus());
    await act(async () => confirm());
    await waitFor(() => expect(typed(reply())).toBe(''));
    expect(document.activeElement).toBe(elsewhere);
  });

  it('R23 loses no words when the core refuses', async () => {
    vi.mocked(commands.sendMessage).mockReturnValue(
      refused({ kind: 'storage', fault: 'disk_full', detail: 'SQLITE_FULL' }),
    );
    const { user } = await open();
    await user.type(reply(), 'Yes.');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /your words are still here.*disk is full/i,
    );
    expect(typed(reply())).toBe('Yes.');
    await waitFor(() => expect(commands.saveDraft).toHaveBeenCalled());
  });

  it('R12 sends nothing that is empty', async () => {
    const { user } = await open();
    await user.type(reply(), '   ');
    expect(screen.getByRole('button', { name: 'Send' }).hasAttribute('disabled')).toBe(true);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(commands.sendMessage).not.toHaveBeenCalled();
  });

  it('R24 a note goes to the notes, never to the resident', async () => {
    vi.mocked(commands.writeNote).mockReturnValue(
      ok(entry({ id: '11', entry_kind: 'note', text: 'Lift B' })),
    );
    const { user } = await open();
    await user.keyboard('n');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note for staff' }));
    await user.keyboard('Lift B{Control>}{Enter}{/Control}');
    await waitFor(() => expect(commands.writeNote).toHaveBeenCalledExactlyOnceWith('c1', 'Lift B'));
    expect(commands.sendMessage).not.toHaveBeenCalled();
  });

  it('R33 writes down what was said, and where', async () => {
    vi.mocked(commands.writeSaid).mockReturnValue(
      ok(entry({ id: '11', entry_kind: 'said_by_phone', text: 'She called' })),
    );
    const { user } = await open();
    await user.click(tab('Said'));
    await user.type(screen.getByRole('textbox', { name: 'What was said' }), 'She called');
    await user.click(screen.getByRole('radio', { name: 'By phone' }));
    await user.click(screen.getByRole('button', { name: 'Write down' }));
    await waitFor(() =>
      expect(commands.writeSaid).toHaveBeenCalledExactlyOnceWith({
        conversation: 'c1',
        said_where: 'phone',
        text: 'She called',
      }),
    );
  });

  it('R28 begins with the drafts of each tab, and saves them when the thread is left', async () => {
    const { user, unmount } = await open({
      drafts: [
        { draft_kind: 'message', text: 'Dear Ana' },
        { draft_kind: 'note', text: 'Lift?' },
      ],
    });
    expect(typed(reply())).toBe('Dear Ana');
    await user.click(tab('Note for staff'));
    expect(typed(screen.getByRole('textbox', { name: 'Note for staff' }))).toBe('Lift?');
    await user.click(tab('Reply to Ana'));
    await user.type(reply(), ',');
    unmount();
    await waitFor(() =>
      expect(commands.saveDraft).toHaveBeenCalledWith(
        { of: 'conversation', id: 'c1', draft_kind: 'message' },
        'Dear Ana,',
      ),
    );
  });

  it('R15 says that a message waits where there is no email address, and leads to the resident', async () => {
    const { user } = await open({ head: head({ has_email: false }) });
    screen.getByText(/Ana has no email address: the message waits/);
    await user.click(screen.getByRole('button', { name: 'View resident' }));
    expect(openPanel).toHaveBeenCalledWith('resident', 'r1');
  });
});

describe('closing and reopening', () => {
  it('R25 a closed conversation takes no reply, says so and offers to reopen; a note is still taken', async () => {
    const { user } = await open({
      head: head({ state: 'closed' }),
      drafts: [{ draft_kind: 'message', text: 'Dear Ana' }],
    });
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
    const notice = screen.getByText(/This conversation is closed/).closest('[role=status]') as HTMLElement;
    expect(notice.textContent).toContain('What you have begun to write is kept.');
    await user.click(within(notice).getByRole('button', { name: 'Reopen' }));
    expect(commands.reopenConversation).toHaveBeenCalledExactlyOnceWith('c1');
    await user.click(tab('Said'));
    expect(screen.queryByRole('textbox')).toBeNull();
    await user.click(tab('Note for staff'));
    screen.getByRole('textbox', { name: 'Note for staff' });
  });

  it('R25 closes at once by key, and can be undone', async () => {
    const { user } = await open();
    await user.keyboard('e');
    expect(commands.closeConversation).toHaveBeenCalledExactlyOnceWith('c1');
    await waitFor(() => expect(toasts.read()).toHaveLength(1));
    toasts.read()[0]?.onUndo?.();
    expect(commands.reopenConversation).toHaveBeenCalledExactlyOnceWith('c1');
  });

  it('R25 a letter that is typed closes nothing', async () => {
    const { user } = await open();
    await user.type(reply(), 'See you there: e, r, n');
    expect(commands.closeConversation).not.toHaveBeenCalled();
    expect(typed(reply())).toBe('See you there: e, r, n');
  });

  it('says it when a colleague was faster', async () => {
    vi.mocked(commands.closeConversation).mockReturnValue(refused({ kind: 'already_closed' }));
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(toasts.read().map(({ tone }) => tone)).toEqual(['problem']));
  });
});

describe('a thread for everybody', () => {
  it('R91 breaks no rule of WCAG, open and closed', async () => {
    const { unmount, container } = await open();
    await expectNoAxe(container);
    unmount();
    const closed = await open({ head: head({ state: 'closed', has_email: false }) });
    await expectNoAxe(closed.container);
  });

  it('R90 speaks French', async () => {
    vi.mocked(commands.openThread).mockReturnValue(ok(view({ head: head({ language: 'en' }) })));
    show(<Thread id="c1" />, { language: 'fr' });
    await screen.findByRole('tab', { name: 'Note pour le personnel' });
    screen.getByText('Ana écrit en anglais');
  });
});
