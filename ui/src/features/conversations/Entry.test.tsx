import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import type { Delivery } from '../../bridge/bindings';
import { toasts } from '../../components/toasts';
import { Entry } from './Entry';
import { entry } from './samples.testing';

vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenConversation: () => vi.fn(),
}));
vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

beforeEach(() => {
  toasts.clear();
});

const out = (delivery: Delivery) => (
  <main>
    <Entry
      entry={entry({ entry_kind: 'message_out', by: 'Sam Okafor', text: 'See you there', delivery })}
      before={null}
      resident="Ana Moreau"
    />
  </main>
);

describe('how a message stands', () => {
  it.each<[Delivery, string]>([
    [{ stands: 'waiting_for_line' }, 'Waiting for the line'],
    [{ stands: 'waiting_for_settings' }, 'Waiting: the mailbox needs an administrator'],
    [{ stands: 'sending' }, 'Sending'],
    [{ stands: 'sent' }, 'Sent'],
    [{ stands: 'may_have_been_sent' }, 'May have been sent'],
    [{ stands: 'taken_back' }, 'Taken back'],
    [
      { stands: 'not_delivered', why: 'mailbox_full', said: '552' },
      'Not delivered: the resident’s mailbox is full',
    ],
  ])('R23 is said in words: %o', async (delivery, words) => {
    const { container } = show(out(delivery));
    expect(screen.getByText(words)).toBeTruthy();
    await expectNoAxe(container);
  });

  it('R23 what did not arrive goes again, is changed or is taken back', async () => {
    const again = answer('sendAgain', () => null);
    const edit = answer('editMessage', () => null);
    const discard = answer('discardMessage', () => null);
    const { user } = show(out({ stands: 'not_delivered', why: 'other', said: '554 5.6.0 no' }));
    await user.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(again).toHaveBeenCalledExactlyOnceWith('1'));
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    const field = screen.getByRole('textbox', { name: 'Edit the message' });
    await user.clear(field);
    await user.type(field, 'Other words');
    await user.click(screen.getByRole('button', { name: 'Save and send' }));
    await waitFor(() => expect(edit).toHaveBeenCalledExactlyOnceWith('1', 'Other words'));
    await user.click(screen.getByRole('button', { name: 'Take back' }));
    await waitFor(() => expect(discard).toHaveBeenCalledExactlyOnceWith('1'));
  });

  it('R29 what was held goes when it has been looked at again; what may have gone is not taken back', () => {
    const { unmount } = show(out({ stands: 'held' }));
    expect(screen.getByText('Not sent: the resident wrote meanwhile')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Send it as it is' })).toBeTruthy();
    unmount();
    show(out({ stands: 'may_have_been_sent' }));
    expect(screen.queryByRole('button', { name: 'Take back' })).toBeNull();
  });
});

describe('what came by mail', () => {
  it('R31 R32 says how far it is trusted, saves what came with it, and shows the original', async () => {
    const save = answer('saveAttachment', () => '/home/sam/Downloads/plan.png');
    const open = answer('openMail', () => ({
      id: 'm1',
      received: '2026-11-23T14:30:00Z',
      sender: 'ana@example.org',
      sender_name: 'Ana',
      subject: 'Re: Wine',
      text: 'Yes\n> quoted',
      attachments: [],
      cut_short: false,
    }));
    const { user, container } = show(
      <main>
        <Entry
          entry={entry({
            text: 'Yes',
            mail: {
              id: 'm1',
              trust: 'by_address',
              mixed: false,
              folded: true,
              attachments: [{ place: 0, name: 'plan.png', media_type: 'image/png', kib: 12 }],
            },
          })}
          before={null}
          resident="Ana Moreau"
        />
      </main>,
    );
    expect(screen.getByText('Matched by address, not by thread')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save plan.png' }));
    await waitFor(() => expect(save).toHaveBeenCalledExactlyOnceWith('m1', 0));
    expect(screen.queryByText(/quoted/)).toBeNull();
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Show the original' }));
    expect(await screen.findByText(/> quoted/)).toBeTruthy();
    expect(open).toHaveBeenCalledOnce();
  });

  it('R26 an automatic reply is there, folded', () => {
    show(
      <Entry
        entry={entry({ entry_kind: 'automatic_reply', text: 'I am away.' })}
        before={null}
        resident="Ana Moreau"
      />,
    );
    expect(screen.getByText('Automatic reply of Ana')).toBeTruthy();
    expect(screen.getByText('I am away.').closest('details')?.open).toBe(false);
  });

  it('R83 a mail in the wrong conversation is moved into that of a booking', async () => {
    const booking = (id: string, conversation: unknown) => ({
      id,
      event_id: 'e1',
      reference: `WT-${id}`,
      conversation,
    });
    answer(
      'listResidents',
      () => ({ rows: [{ id: 'r2', name: 'Bo Wen', suite: '0707' }], next: null, total: 1 }) as never,
    );
    answer(
      'openResident',
      () =>
        ({
          events: [{ id: 'e1', title: 'Wine tasting' }],
          bookings: [
            booking('0001', { offer: 'start' }),
            booking('0002', { offer: 'view', id: 'c7', unread: 0, state: 'open' }),
          ],
        }) as never,
    );
    const move = answer('moveMail', () => null);
    const { user, container } = show(
      <main>
        <Entry
          entry={entry({
            id: '5',
            text: 'About the wine',
            mail: { id: 'm1', trust: 'by_address', mixed: false, folded: false, attachments: [] },
          })}
          before={null}
          resident="Ana Moreau"
        />
      </main>,
    );
    await user.click(screen.getByRole('button', { name: 'Move…' }));
    await user.type(screen.getByRole('combobox', { name: 'Choose the resident' }), 'Bo');
    await user.click(await screen.findByRole('option', { name: /Bo Wen/ }));
    await user.click(await screen.findByRole('radio', { name: 'Wine tasting · WT-0002' }));
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Move it' }));
    await waitFor(() => expect(move).toHaveBeenCalledExactlyOnceWith('5', 'c7'));
    await expectNoAxe(container);
  });
});
