import { QueryClient } from '@tanstack/react-query';
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse, tell } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import type { BookingPanel as Panel, Permissions } from '../../bridge/bindings';
import { useChanges } from '../../bridge/events';
import { usePanel } from '../../components/navigation';
import { Toasts } from '../../components/Toasts';
import { toasts } from '../../components/toasts';
import { BookingPanel } from './BookingPanel';
import { panel, row, view } from './samples.testing';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

function Desk() {
  useChanges();
  const shown = usePanel();
  return (
    <>
      {shown && <BookingPanel id={shown.id} compose={shown.compose} onClose={() => {}} />}
      <Toasts />
    </>
  );
}

async function open(shown: Panel, permissions: Partial<Permissions> = {}) {
  let now = shown;
  answer('openBooking', () => now);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const desk = await showAt('/bookings?panel=booking%3Ab1', <Desk />, { permissions, client });
  await screen.findByRole('complementary', { name: 'Ana Moreau' });
  const become = (next: Panel) => {
    now = next;
    act(() => tell('bookings'));
  };
  return { ...desk, become };
}

const more = () => screen.getByRole('button', { name: 'More actions: Ana Moreau, WT-0418' });
const items = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
const message = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Ana' });

beforeEach(() => {
  toasts.clear();
  answer('saveDraft', () => null);
});

describe('the panel of a booking', () => {
  it('R5 shows the booking, the resident and the last words', async () => {
    await open(
      panel(
        { conversation: { ...view, unread: 1 } },
        {
          latest: {
            by: 'Ana Moreau',
            at: '2026-11-23T14:41:00Z',
            entry_kind: 'message_in',
            words: 'Is there a step-free way up?',
          },
        },
      ),
    );
    const shown = screen.getByRole('complementary');
    for (const words of [
      'Suite 1204 · Booking WT-0418',
      'Ana + 2 guests',
      'Confirmed',
      'Unpaid · $80',
      /by Lee Park at the desk/,
      'One guest uses a wheelchair.',
      'ana.moreau@example.org',
      'French',
      'Is there a step-free way up?',
    ]) {
      expect(within(shown).getByText(words)).toBeTruthy();
    }
    await expectNoAxe();
  });

  it('R2 a step is taken at once, and check-in can be undone', async () => {
    const step = answer('stepBooking', () => ({
      row: row({ status: 'checked_in', actions: ['undo_check_in'] }),
      reason: 'none' as const,
    }));
    const { user } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Check in' }));
    expect(await screen.findByText('Ana Moreau is checked in.')).toBeTruthy();
    expect(step).toHaveBeenLastCalledWith({ booking: 'b1', action: 'check_in', reason: '' });
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(step).toHaveBeenLastCalledWith({ booking: 'b1', action: 'undo_check_in', reason: '' }),
    );
  });

  it('R2 what the status does not allow is not offered', async () => {
    const { user } = await open(
      panel({ status: 'cancelled', payment: 'not_required', amount: null, actions: [] }, { may_edit: false }),
    );
    expect(screen.queryByRole('button', { name: 'Check in' })).toBeNull();
    await user.click(more());
    // R14: the conversation is offered whatever the status.
    expect(items()).toEqual(['Start conversation', 'View event', 'View resident', 'Copy booking details']);
  });

  it('R2 cancelling takes a reason, says where it goes, and afterwards what became of it', async () => {
    const step = answer('stepBooking', () => ({
      row: row({ status: 'cancelled' }),
      reason: 'message' as const,
    }));
    const { user } = await open(panel());
    await user.click(more());
    await user.click(screen.getByRole('menuitem', { name: 'Cancel booking' }));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel Ana Moreau’s booking?' });
    expect(dialog.textContent).toMatch(/for Wine tasting will be cancelled\. Its 3 places are free again\./);
    expect(dialog.textContent).toMatch(/Goes to Ana as the first message/);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel booking' }));
    expect(dialog.textContent).toMatch(/Write the reason/);
    expect(step).not.toHaveBeenCalled();
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'The tasting is off.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel booking' }));
    expect(await screen.findByText(/The reason goes to them as a message\./)).toBeTruthy();
    expect(step).toHaveBeenCalledWith({ booking: 'b1', action: 'cancel', reason: 'The tasting is off.' });
  });

  it('R2 without an email address the reason is kept as an entry, and the screen says so', async () => {
    answer('stepBooking', () => ({ row: row({ status: 'cancelled' }), reason: 'entry' as const }));
    const shown = panel({ conversation: { offer: 'add_email' } });
    const { user } = await open({ ...shown, resident: { ...shown.resident, email: '' } });
    await user.click(more());
    await user.click(screen.getByRole('menuitem', { name: 'Cancel booking' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toMatch(/Ana has no email address: the reason is kept as an entry/);
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Off.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel booking' }));
    expect(await screen.findByText(/the reason is kept in the conversation; nothing is sent/)).toBeTruthy();
  });

  it('R3 says how many places are left, and offers the waiting list', async () => {
    const step = answer('stepBooking', ({ action }) =>
      action === 'approve'
        ? refuse({ kind: 'no_room', places_left: 1 })
        : { row: row({ status: 'waitlisted' }), reason: 'none' as const },
    );
    const { user } = await open(
      panel({ status: 'pending', actions: ['approve', 'waitlist', 'decline', 'cancel'] }),
    );
    await user.click(screen.getByRole('button', { name: 'Approve' }));
    const dialog = await screen.findByRole('dialog', { name: 'Not enough places' });
    expect(dialog.textContent).toMatch(/Only 1 place is left at Wine tasting\..*booked 3 places/);
    await user.click(within(dialog).getByRole('button', { name: 'Move to the waiting list' }));
    expect(await screen.findByText('Ana Moreau is on the waiting list.')).toBeTruthy();
    expect(step).toHaveBeenLastCalledWith({ booking: 'b1', action: 'waitlist', reason: '' });
  });

  it('R3 a party that does not fit is refused at its field, and can be corrected', async () => {
    const edit = answer('editBooking', ({ party }) =>
      party > 3 ? refuse({ kind: 'no_room', places_left: 3 }) : null,
    );
    const { user } = await open(panel());
    await user.click(more());
    await user.click(screen.getByRole('menuitem', { name: 'Edit booking' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit Ana Moreau’s booking' });
    await user.click(within(dialog).getByRole('button', { name: 'More: Party' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/Only 3 places are left/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Fewer: Party' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(edit).toHaveBeenLastCalledWith({
      booking: 'b1',
      party: 3,
      note: 'One guest uses a wheelchair.',
    });
  });

  it('R4 records a payment, and takes it back', async () => {
    const record = answer('recordPayment', () => null);
    const { user } = await open(panel());
    await user.click(more());
    await user.click(screen.getByRole('menuitem', { name: 'Record payment…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Record Ana Moreau’s payment' });
    expect(within(dialog).getByRole<HTMLInputElement>('radio', { name: 'Paid' }).checked).toBe(true);
    await user.click(within(dialog).getByRole('button', { name: 'Record' }));
    expect(await screen.findByText('Payment recorded: Paid.')).toBeTruthy();
    expect(record).toHaveBeenLastCalledWith('b1', 'paid');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(record).toHaveBeenLastCalledWith('b1', 'unpaid'));
  });
});

describe('starting the conversation', () => {
  it('R11 shows it in neither place to whom the core offers nothing', async () => {
    const { user } = await open(panel({ conversation: { offer: 'nothing' }, actions: [] }), {
      event_bookings: 'view',
    });
    expect(screen.queryByRole('button', { name: /conversation/i })).toBeNull();
    await user.click(more());
    expect(items()).toEqual(['View event', 'View resident', 'Copy booking details']);
  });

  it('R12 takes a first message, then goes to the conversation', async () => {
    const start = answer('startConversation', () => ({ outcome: 'begun' as const, id: 'c7' }));
    const { user, address } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    await waitFor(() => expect(document.activeElement).toBe(message()));
    expect(screen.getByText('Ana writes in French')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    await user.keyboard('  {Control>}{Enter}{/Control}');
    expect(start).not.toHaveBeenCalled();
    await expectNoAxe(screen.getByRole('complementary'));
    await user.keyboard('Bonjour Ana{Control>}{Enter}{/Control}');
    await waitFor(() => expect(address()).toBe('/conversations/c7'));
    expect(start).toHaveBeenCalledExactlyOnceWith('b1', '  Bonjour Ana');
  });

  it('R12 says so when a colleague was earlier', async () => {
    answer('startConversation', () => ({
      outcome: 'colleague_was_earlier' as const,
      id: 'c7',
      by: 'Lee Park',
    }));
    const { user, address } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    await user.type(message(), 'Bonjour');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText('Lee Park was earlier: your words are kept as your draft.')).toBeTruthy();
    expect(address()).toBe('/conversations/c7');
  });

  it('R12 keeps the words in sight when it is refused', async () => {
    answer('startConversation', () => refuse({ kind: 'storage', fault: 'disk_full', detail: '' }));
    const { user } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    await user.type(message(), 'Bonjour');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect(message().value).toBe('Bonjour');
  });

  it('R12 R13 a colleague who starts it meanwhile changes the button at once, and takes no words away', async () => {
    const start = answer('startConversation', () => ({
      outcome: 'colleague_was_earlier' as const,
      id: 'c1',
      by: 'Lee Park',
    }));
    const { user, address, become } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    await user.type(message(), 'Bonjour');
    become(panel({ conversation: view }));
    expect(await screen.findByRole('button', { name: 'View conversation' })).toBeTruthy();
    expect(message().value).toBe('Bonjour');
    expect(screen.getByText(/A colleague has started this conversation/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take the draft there' }));
    await waitFor(() => expect(address()).toBe('/conversations/c1'));
    expect(start).toHaveBeenCalledWith('b1', 'Bonjour');
  });

  it('R13 reads View conversation in both places once there is one', async () => {
    const { user, address } = await open(panel({ conversation: { ...view, unread: 2 }, actions: [] }), {
      event_bookings: 'view',
    });
    expect(screen.getByRole('button', { name: 'View conversation', description: '2 unread' })).toBeTruthy();
    await user.click(more());
    expect(items()[0]).toBe('View conversation');
    await user.click(screen.getByRole('menuitem', { name: 'View conversation' }));
    await waitFor(() => expect(address()).toBe('/conversations/c1'));
  });

  it('R15 says that there is no email address, and adds one', async () => {
    answer('openResident', () => ({
      row: { ...panel().resident, email: '', moved_out_at: null },
      notes: 'Prefers mornings.',
      bookings: [],
      events: [],
      may_edit: true,
    }));
    const save = answer('saveResident', () => 'r1');
    const shown = panel({ conversation: { offer: 'add_email' } });
    const { user, become } = await open({ ...shown, resident: { ...shown.resident, email: '' } });
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    const dialog = await screen.findByRole('dialog', { name: 'Ana Moreau has no email address' });
    await user.click(within(dialog).getByRole('button', { name: 'Add and continue' }));
    expect(within(dialog).getByText('This is needed.')).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: 'Email address' }), 'ana@example.org');
    await user.click(within(dialog).getByRole('button', { name: 'Add and continue' }));
    await waitFor(() => expect(save).toHaveBeenCalledOnce());
    expect(save.mock.calls[0]?.[0]).toMatchObject({
      id: 'r1',
      name: 'Ana Moreau',
      email: 'ana@example.org',
      notes: 'Prefers mornings.',
    });
    become(panel());
    expect(await screen.findByRole('textbox', { name: 'Message to Ana' })).toBeTruthy();
  });

  it('R15 sends whoever may not add one to somebody who may', async () => {
    const { user } = await open(panel({ conversation: { offer: 'add_email' } }), { residents: 'view' });
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toMatch(/Ask someone who manages residents/);
    expect(within(dialog).queryByRole('textbox')).toBeNull();
  });

  it('R28 keeps the draft with the booking while it is written, and shows it again', async () => {
    const save = answer('saveDraft', () => null);
    const { user } = await open(panel({}, { draft: 'Bonjour' }));
    expect(message().value).toBe('Bonjour');
    await user.type(message(), ' Ana');
    await waitFor(() => expect(save).toHaveBeenLastCalledWith({ of: 'booking', id: 'b1' }, 'Bonjour Ana'));
    await user.click(screen.getByRole('button', { name: /^Put away/ }));
    expect(screen.queryByRole('textbox')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    expect(message().value).toBe('Bonjour Ana');
  });

  it('R28 saves what is written when the panel goes', async () => {
    const save = answer('saveDraft', () => null);
    const { user, unmount } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Start conversation' }));
    await user.type(message(), 'B');
    unmount();
    await waitFor(() => expect(save).toHaveBeenCalledWith({ of: 'booking', id: 'b1' }, 'B'));
  });
});
