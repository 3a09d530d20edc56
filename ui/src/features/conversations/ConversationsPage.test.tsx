import { configure, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../../app/testing/render';
import { conversationRow as row } from '../../app/testing/samples';
import { type ConversationRow, commands } from '../../bridge/bindings';
import { ConversationsPage } from './ConversationsPage';

const openConversation = vi.hoisted(() => vi.fn());
vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenConversation: () => openConversation,
  useOpenPanel: () => vi.fn(),
  useOpenSection: () => vi.fn(),
  usePanel: () => null,
}));
vi.mock('../../bridge/bindings', () => ({ commands: { listConversations: vi.fn() } }));

function list(rows: ConversationRow[]) {
  vi.mocked(commands.listConversations).mockImplementation(() =>
    Promise.resolve({ status: 'ok', data: { rows, next: null, unread: 3, needs_reply: 4 } }),
  );
  return show(<ConversationsPage selected={null} />);
}

// The checks run beside others on a busy computer.
configure({ asyncUtilTimeout: 5_000 });

beforeEach(() => {
  vi.clearAllMocks();
});

describe('the list of conversations', () => {
  it('R40 shows resident, label, event, last words and unread, and opens the thread', async () => {
    const { user } = list([
      row({ unread: 1 }),
      row({ id: 'c2', resident: 'Rosa Stein', label: 'resident', event: null, words: 'Is the pool open?' }),
    ]);
    const first = await screen.findByRole('button', { name: /Ana Moreau/ });
    expect(first.textContent).toMatch(/1 unread/);
    expect(first.textContent).toMatch(/Is there a step-free way up\?/);
    expect(first.textContent).toMatch(/Event booking/);
    expect(first.textContent).toMatch(/Wine tasting/);
    const second = screen.getByRole('button', { name: /Rosa Stein/ });
    expect(second.textContent).not.toMatch(/unread/);
    within(second).getByText('Resident');
    await user.click(first);
    expect(openConversation).toHaveBeenCalledExactlyOnceWith('c1');
  });

  it('R40 says whose the last words are, and what they are', async () => {
    list([
      row({ id: '1', words: 'a', words_by: { who: 'me', entry_kind: 'message_out' } }),
      row({
        id: '2',
        words: 'b',
        words_by: { who: 'colleague', name: 'Lee Park', entry_kind: 'message_out' },
      }),
      row({ id: '3', words: 'c', words_by: { who: 'colleague', name: 'Lee Park', entry_kind: 'note' } }),
      row({ id: '4', words: 'd', words_by: { who: 'me', entry_kind: 'said_by_phone' } }),
      row({ id: '5', words: 'e', words_by: { who: 'me', entry_kind: 'note' } }),
    ]);
    await screen.findByText('You: a');
    for (const words of ['Lee: b', 'Note by Lee: c', 'Said by phone: d', 'Your note: e']) {
      screen.getByText(words);
    }
  });

  it('R40 asks the core for the filter and the order that are chosen', async () => {
    const { user } = list([row()]);
    await screen.findByRole('button', { name: /Ana Moreau/ });
    expect(screen.getByRole('radio', { name: /Unread/ }).textContent).toContain('Unread3');
    await user.click(screen.getByRole('radio', { name: /Needs reply/ }));
    await user.click(screen.getByRole('button', { name: /^Order/ }));
    await user.click(screen.getByRole('menuitemradio', { name: /event’s start/ }));
    await waitFor(() =>
      expect(commands.listConversations).toHaveBeenLastCalledWith({
        filter: 'needs_reply',
        order: 'event_start',
        after: null,
      }),
    );
  });

  it('says what belongs there when it is empty, and R91 breaks no rule', async () => {
    list([]);
    await screen.findByText('Every resident has an answer');
    await expectNoAxe();
  });
});
