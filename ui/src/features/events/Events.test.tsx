import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse, tell } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import type {
  BookingRow,
  EventForm,
  EventPanel as Panel,
  Permissions,
  Response,
} from '../../bridge/bindings';
import { useChanges } from '../../bridge/events';
import { usePanel } from '../../components/navigation';
import { Toasts } from '../../components/Toasts';
import { toasts } from '../../components/toasts';
import { EventPanel } from './EventPanel';
import { EventsPage } from './EventsPage';
import { panel, row } from './samples.testing';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const meeting = () =>
  row(
    { id: 'e2', event_kind: 'meeting', title: 'General meeting', booking_required: false, capacity: null },
    { attending: 1 },
  );
const notice = () =>
  row({ id: 'e3', event_kind: 'notice', title: 'Lift B stands still', booking_required: false });

function Desk() {
  useChanges();
  const shown = usePanel();
  return (
    <>
      {shown?.kind === 'event' && <EventPanel id={shown.id} onClose={() => {}} />}
      <Toasts />
    </>
  );
}

async function open(shown: Panel, permissions: Partial<Permissions> = {}) {
  answer('openEvent', () => shown);
  const desk = await showAt('/events?panel=event%3Ae1', <Desk />, { permissions });
  await screen.findByRole('complementary', { name: shown.row.head.title });
  return desk;
}

const booked = (change: Partial<BookingRow> = {}): BookingRow => ({
  id: 'b1',
  reference: 'WT-0418',
  event_id: 'e1',
  resident_id: 'r1',
  resident: 'Ana Moreau',
  suite: '1204',
  party: 3,
  status: 'confirmed',
  payment: 'paid',
  amount: null,
  conversation: { offer: 'start' },
  actions: ['check_in'],
  ...change,
});

beforeEach(() => {
  toasts.clear();
  answer('listEventBookings', () => ({ rows: [booked()], events: [], next: null }));
});

describe('the events list', () => {
  it('R1 counts places, answers, or nothing, as the kind has it', async () => {
    answer('listEvents', () => ({
      rows: [row(), { ...meeting(), recurring: true }, notice()],
      next: null,
    }));
    await showAt('/events', <EventsPage />);
    const [tasting, general, lift] = await screen.findAllByRole('listitem');
    expect(tasting?.textContent).toMatch(/Wine tasting.*Thu 26 Nov(?: 2026)?, 19:00 – 21:00 · Sky Lounge/);
    expect(tasting?.textContent).toMatch(/Community Event18 of 24 booked$/);
    expect(general?.textContent).toMatch(/Recurring.*Meeting1 attending0 not attending$/);
    expect(lift?.textContent).toMatch(/Notice$/);
    await expectNoAxe();
  });

  it('asks the core for the time and the kind', async () => {
    const list = answer('listEvents', () => ({ rows: [], next: null }));
    const { user } = await showAt('/events', <EventsPage />);
    expect(await screen.findByRole('heading', { name: 'No upcoming events' })).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Meetings' }));
    await user.click(screen.getByRole('radio', { name: 'Past' }));
    await waitFor(() =>
      expect(list).toHaveBeenLastCalledWith({ filter: 'past', only: 'meeting', after: null }),
    );
    await user.click(screen.getByRole('radio', { name: 'All kinds' }));
    await user.click(screen.getByRole('button', { name: 'Show upcoming events' }));
    expect(await screen.findByRole('heading', { name: 'No upcoming events' })).toBeTruthy();
  });
});

describe('the panel of an event', () => {
  it('R1 lists the bookings of a Community Event; one opens in its own panel (R5)', async () => {
    const { user, address } = await open(panel());
    expect(screen.getByText('$40.50')).toBeTruthy();
    await expectNoAxe();
    await user.click(await screen.findByRole('button', { name: /^Ana Moreau.*Suite 1204 · 2 guests/ }));
    await waitFor(() => expect(address()).toContain('panel=booking%3Ab1'));
  });

  it('R1 neither a Meeting nor a Notice shows a conversation action or bookings', async () => {
    answer('listResponses', () => ({ rows: [], next: null }));
    const first = await open(panel(meeting(), { description: '', price: null }));
    expect(screen.getByRole('heading', { name: 'Responses' })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Bookings' })).toBeNull();
    expect(screen.queryByText(/conversation/i)).toBeNull();
    first.unmount();
    await open(panel(notice(), { description: '', price: null }));
    expect(screen.queryByRole('heading', { name: /Bookings|Responses/ })).toBeNull();
    expect(screen.queryByText(/conversation/i)).toBeNull();
  });

  it('R1 records the answer of a resident, and takes it back', async () => {
    let response: Response = 'no_answer';
    answer('listResponses', () => ({
      rows: [{ resident_id: 'r1', resident: 'Ana Moreau', suite: '1204', response }],
      next: null,
    }));
    const record = answer('recordResponse', (_event, _resident, given) => {
      response = given;
      return null;
    });
    const { user } = await open(panel(meeting()));
    await user.click(await screen.findByRole('button', { name: 'Response of Ana Moreau: No answer' }));
    await user.click(screen.getByRole('menuitem', { name: 'Attending' }));
    await waitFor(() => expect(record).toHaveBeenCalledWith('e2', 'r1', 'attending'));
    act(() => tell('events'));
    expect(await screen.findByRole('button', { name: 'Response of Ana Moreau: Attending' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(record).toHaveBeenLastCalledWith('e2', 'r1', 'no_answer'));
  });

  it('R1 R51 whoever may not manage reads the answers, and changes nothing', async () => {
    answer('listResponses', () => ({
      rows: [{ resident_id: 'r1', resident: 'Ana Moreau', suite: '1204', response: 'attending' as const }],
      next: null,
    }));
    await open(panel(meeting(), { may_edit: false }), { event_bookings: 'none' });
    expect(await screen.findByText('Attending')).toBeTruthy();
    expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Close',
    ]);
  });

  it('R22 R50 whoever sees no bookings is not asked to see them here', async () => {
    const bookings = answer('listEventBookings', () =>
      refuse({ kind: 'not_allowed', need: 'view_bookings' }),
    );
    await open(panel(row(), { may_edit: false }), { event_bookings: 'none' });
    expect(screen.queryByRole('heading', { name: 'Bookings' })).toBeNull();
    expect(bookings).not.toHaveBeenCalled();
  });

  it('R3 R43 checks in from the list of an event that has begun, and takes it back', async () => {
    const step = answer('stepBooking', ({ action }) => ({
      row: booked(action === 'check_in' ? { status: 'checked_in', actions: ['undo_check_in'] } : {}),
      reason: 'none' as const,
    }));
    const { user } = await open(panel(row({ starts_at: new Date().toISOString() })));
    await user.click(await screen.findByRole('button', { name: 'Check in Ana Moreau' }));
    await screen.findByText('Ana Moreau is checked in.');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('Ana Moreau is no longer checked in.');
    expect(step.mock.calls.map(([{ action }]) => action)).toEqual(['check_in', 'undo_check_in']);
    await expectNoAxe();
  });

  it('R3 R43 offers no check-in long before the event, nor to whom the core offers none', async () => {
    const { unmount } = await open(panel(row({ starts_at: '2099-11-27T00:00:00Z' })));
    await screen.findByRole('button', { name: /Ana Moreau/ });
    expect(screen.queryByRole('button', { name: /^Check in/ })).toBeNull();
    unmount();
    answer('listEventBookings', () => ({ rows: [booked({ actions: [] })], events: [], next: null }));
    await open(panel(row({ starts_at: new Date().toISOString() })));
    await screen.findByRole('button', { name: /Ana Moreau/ });
    expect(screen.queryByRole('button', { name: /^Check in/ })).toBeNull();
  });

  it('R7 lays down more of a series', async () => {
    const more = answer('layDownMore', () => 104);
    const series = { id: 's1', rule: 'FREQ=WEEKLY', laid_down_until: '2028-11-23T05:00:00Z' };
    const { user } = await open(panel(row(), { series }));
    await user.click(screen.getByRole('button', { name: 'Lay down 24 more months' }));
    expect(await screen.findByText('104 occurrences added.')).toBeTruthy();
    expect(more).toHaveBeenCalledExactlyOnceWith('s1');
  });
});

describe('an event written down by hand', () => {
  it('R8 says at the field what cannot be kept, and saves what can', async () => {
    const save = answer('saveEvent', (form: EventForm) =>
      form.title === '' ? refuse({ kind: 'invalid', field: 'title', fault: 'missing' }) : 'e1',
    );
    const { user } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Edit event' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit event' });
    const title = within(dialog).getByRole('textbox', { name: 'Title' });
    await user.clear(title);
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText('This is needed.')).toBeTruthy();
    await expectNoAxe(dialog);
    await user.type(title, 'Wine evening');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Wine evening is changed.')).toBeTruthy();
    expect(save.mock.calls[1]?.[0]).toMatchObject({ id: 'e1', title: 'Wine evening', price_minor: 4050 });
  });

  it('R1 asks for booking at a Community Event alone, and explains what holds it', async () => {
    answer('saveEvent', () => refuse({ kind: 'has_bookings' }));
    const { user } = await open(panel());
    await user.click(screen.getByRole('button', { name: 'Edit event' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit event' });
    await user.click(within(dialog).getByRole('checkbox', { name: /^Booking required/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/has to go on taking them/)).toBeTruthy();
    await user.click(within(dialog).getByRole('radio', { name: /^Meeting/ }));
    expect(within(dialog).queryByRole('checkbox', { name: /^Booking required/ })).toBeNull();
    expect(within(dialog).queryByRole('textbox', { name: /^Price/ })).toBeNull();
  });
});
