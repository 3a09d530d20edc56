import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import { eventHead as head } from '../../app/testing/samples';
import type { EventHead } from '../../bridge/bindings';
import { NewBookingDialog } from './NewBookingDialog';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const events: EventHead[] = [
  head({ taken: 22 }),
  head({ id: 'e2', title: 'Open house', booking_required: false }),
];

beforeEach(() => {
  answer('listEvents', () => ({
    rows: events.map((event) => ({
      head: event,
      recurring: false,
      pending: 0,
      waitlisted: 0,
      attending: 0,
      not_attending: 0,
    })),
    next: null,
  }));
  answer('listResidents', () => ({
    rows: [
      {
        id: 'r1',
        name: 'Ana Moreau',
        suite: '1204',
        email: '',
        phone: '',
        language: 'fr' as const,
        moved_out_at: null,
      },
    ],
    next: null,
  }));
});

async function fill(onAdded: (id: string) => void) {
  const { user } = show(<NewBookingDialog onClose={() => {}} onAdded={onAdded} />);
  await user.click(screen.getByRole('combobox', { name: 'Event' }));
  const offered = (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
  await user.click(screen.getByRole('option', { name: /Wine tasting/ }));
  await user.click(screen.getByRole('combobox', { name: 'Resident' }));
  await user.click(await screen.findByRole('option', { name: /Ana Moreau/ }));
  return { user, offered };
}

describe('a booking written down by hand', () => {
  it('R1 R8 offers only events that take bookings, and adds the booking', async () => {
    const create = answer('createBooking', () => 'b9');
    const onAdded = vi.fn();
    const { user, offered } = await fill(onAdded);
    expect(offered).toEqual([expect.stringMatching(/Wine tasting.*2 places left/)]);
    await user.click(screen.getByRole('radio', { name: 'Pending' }));
    await user.click(screen.getByRole('button', { name: 'Add booking' }));
    await waitFor(() => expect(onAdded).toHaveBeenCalledExactlyOnceWith('b9'));
    expect(create).toHaveBeenCalledWith({
      event: 'e1',
      resident: 'r1',
      party: 1,
      status: 'pending',
      note: '',
    });
  });

  it('R3 what finds no room can go on the waiting list', async () => {
    const create = answer('createBooking', ({ status }) =>
      status === 'confirmed' ? refuse({ kind: 'no_room', places_left: 0 }) : 'b9',
    );
    const onAdded = vi.fn();
    const { user } = await fill(onAdded);
    await user.click(screen.getByRole('button', { name: 'Add booking' }));
    expect(await screen.findByText('No place is left. Nothing was changed.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Put on the waiting list' }));
    await waitFor(() => expect(onAdded).toHaveBeenCalledWith('b9'));
    expect(create.mock.calls.map(([{ status }]) => status)).toEqual(['confirmed', 'waitlisted']);
  });

  it('R8 asks for what is missing at its field', async () => {
    const create = answer('createBooking', () => 'b9');
    const { user } = show(<NewBookingDialog onClose={() => {}} onAdded={() => {}} />);
    // The list of events is open from the start; Escape closes it, and not the dialog.
    await screen.findByRole('option', { name: /Wine tasting/ });
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Add booking' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText('Choose an event.')).toBeTruthy();
    expect(within(dialog).getByText('Choose a resident.')).toBeTruthy();
    expect(create).not.toHaveBeenCalled();
    await expectNoAxe(dialog);
  });
});
