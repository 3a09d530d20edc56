import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../../app/testing/render';
import { type ConversationAction, commands, type Problem, type ResidentPanel } from '../../bridge/bindings';
import { toasts } from '../../components/toasts';
import { head } from './samples.testing';
import { ThreadHeader } from './ThreadHeader';

const openConversation = vi.hoisted(() => vi.fn());
vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenPanel: () => vi.fn(),
  useOpenSection: () => vi.fn(),
  useOpenConversation: () => openConversation,
}));
vi.mock('../../bridge/bindings', () => ({
  commands: { openResident: vi.fn(), moveConversation: vi.fn() },
}));

const ok = <T,>(data: T) => Promise.resolve({ status: 'ok' as const, data });
const refused = (error: Problem) => Promise.resolve({ status: 'error' as const, error });

const start: ConversationAction = { offer: 'start' };
const nothing: ConversationAction = { offer: 'nothing' };
const view: ConversationAction = { offer: 'view', id: 'c7', unread: 0, state: 'open' };

/** Ana, with a booking for each of these. */
function ana(...conversations: ConversationAction[]) {
  const panel = {
    row: { id: 'r1', name: 'Ana Moreau' },
    events: [
      {
        id: 'e1',
        title: 'Wine tasting',
        starts_at: '2026-11-27T00:00:00Z',
        ends_at: '2026-11-27T02:00:00Z',
        all_day: false,
      },
    ],
    bookings: conversations.map((conversation, i) => ({
      id: `b${i + 1}`,
      event_id: 'e1',
      reference: `WT-000${i + 1}`,
      conversation,
    })),
  };
  vi.mocked(commands.openResident).mockImplementation(() => ok(panel as unknown as ResidentPanel));
}

const residents = head({ label: 'resident', booking: null, reference: null, event: null });
const shown = (permissions = {}) =>
  show(<ThreadHeader head={residents} onSettle={() => {}} onWrite={() => {}} />, { permissions });
const ask = () => screen.getByRole('button', { name: 'Move to a booking' });
const moveIt = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Move it' });

beforeEach(() => {
  vi.clearAllMocks();
  toasts.clear();
});

describe('moving a conversation to a booking', () => {
  it('R83 says of each booking what becomes of the conversation, and leads to where it is then', async () => {
    ana(start, view);
    vi.mocked(commands.moveConversation).mockImplementation(() => ok('c7'));
    const { user, container } = shown();
    await user.click(ask());
    const joins = await screen.findByRole('radio', { name: /WT-0002\s*It has a conversation/ });
    screen.getByRole('radio', { name: /Wine tasting .* WT-0001\s*It has no conversation yet/ });
    expect(moveIt().disabled).toBe(true);
    await user.click(joins);
    await expectNoAxe(container);
    await user.click(moveIt());
    await waitFor(() => expect(openConversation).toHaveBeenCalledWith('c7', { replace: true }));
    expect(commands.moveConversation).toHaveBeenCalledExactlyOnceWith('c1', 'b2');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('R83 has the only booking chosen, and stays where the conversation became its', async () => {
    ana(start);
    vi.mocked(commands.moveConversation).mockImplementation(() => ok('c1'));
    const { user } = shown();
    await user.click(ask());
    await waitFor(() => expect(moveIt().disabled).toBe(false));
    await user.click(moveIt());
    await waitFor(() => expect(commands.moveConversation).toHaveBeenCalledExactlyOnceWith('c1', 'b1'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(openConversation).not.toHaveBeenCalled();
  });

  it('R11 offers no booking whose conversation the person may not start', async () => {
    ana(nothing);
    const { user } = shown();
    await user.click(ask());
    await screen.findByText('Ana Moreau has no booking that could take it.');
    expect(moveIt().disabled).toBe(true);
  });

  it('says what was refused, and stays', async () => {
    ana(start);
    vi.mocked(commands.moveConversation).mockImplementation(() => refused({ kind: 'other_resident' }));
    const { user } = shown();
    await user.click(ask());
    await waitFor(() => expect(moveIt().disabled).toBe(false));
    await user.click(moveIt());
    expect((await screen.findByRole('alert')).textContent).toContain('another resident');
    screen.getByRole('dialog');
  });

  it('R22 is not offered to those who see no bookings', async () => {
    const { user } = shown({ event_bookings: 'none' });
    expect(screen.queryByRole('button', { name: 'Move to a booking' })).toBeNull();
    await user.click(screen.getByRole('button', { name: /^More actions/ }));
    expect(screen.queryByRole('menuitem', { name: 'Move to a booking' })).toBeNull();
  });
});
