import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import { eventHead as head } from '../../app/testing/samples';
import type { BookingRow, EventHead, Permissions } from '../../bridge/bindings';
import type { Language } from '../../i18n/translate';
import { BookingsPage } from './BookingsPage';
import { row, view } from './samples.testing';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

interface Options {
  events?: EventHead[];
  language?: Language;
  permissions?: Partial<Permissions>;
}

async function page(rows: BookingRow[], { events = [head()], ...options }: Options = {}) {
  const list = answer('listBookings', () => ({ rows, events, next: null }));
  const shown = await showAt('/bookings', <BookingsPage />, options);
  return { ...shown, list };
}

const yoga = head({ id: 'e2', title: 'Morning yoga', capacity: null, taken: 9, guests_allowed: false });

describe('the bookings list', () => {
  it('R6 is grouped by event, with when, where, and the places that are taken', async () => {
    await page([row(), row({ id: 'b2', resident: 'Jonas Tremblay' }), row({ id: 'b3', event_id: 'e2' })], {
      events: [head(), yoga],
    });
    const items = await screen.findAllByRole('listitem');
    expect(items).toHaveLength(5);
    expect(items[0]?.textContent).toMatch(/Wine tasting.*19:00 – 21:00 · Sky Lounge · Guests allowed/);
    expect(items[0]?.textContent).toMatch(/18 of 24 booked/);
    expect(items[1]?.textContent).toMatch(/Ana Moreau.*1204.*2 guests.*Confirmed.*Unpaid · \$80/);
    expect(items[3]?.textContent).toMatch(/Morning yoga.*9 booked/);
    expect(items[3]?.textContent).not.toMatch(/Guests allowed| of /);
  });

  it('R6 asks the core for the filter and the words', async () => {
    const { user, list } = await page([row()]);
    await screen.findByRole('button', { name: /^Ana Moreau/ });
    await user.click(screen.getByRole('radio', { name: 'Unpaid' }));
    await waitFor(() => expect(list).toHaveBeenLastCalledWith({ filter: 'unpaid', search: '', after: null }));
    await user.type(screen.getByRole('searchbox', { name: 'Search bookings' }), 'moreau');
    await waitFor(() =>
      expect(list).toHaveBeenLastCalledWith({ filter: 'unpaid', search: 'moreau', after: null }),
    );
    await user.click(screen.getByRole('radio', { name: 'Upcoming' }));
    await user.clear(screen.getByRole('searchbox'));
  });

  it('R5 a row opens the panel beside the list', async () => {
    const { user, address } = await page([row()]);
    await user.click(await screen.findByRole('button', { name: /^Ana Moreau/ }));
    await waitFor(() => expect(address()).toContain('panel=booking%3Ab1'));
  });

  it('R11 offers no conversation to whom the core offers none', async () => {
    const { user } = await page([row({ conversation: { offer: 'nothing' }, actions: [] })], {
      permissions: { event_bookings: 'view', administration: false },
    });
    await user.click(await screen.findByRole('button', { name: 'More actions: Ana Moreau, WT-0418' }));
    const menu = screen.getByRole('menu');
    expect(
      within(menu)
        .getAllByRole('menuitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['View event', 'View resident', 'Copy booking details']);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: /conversation/i })).toBeNull();
    expect(screen.queryByRole('button', { name: 'New booking' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
  });

  it('R12 More actions leads to the composer of the first message', async () => {
    const { user, address } = await page([row()]);
    await user.click(await screen.findByRole('button', { name: /^More actions/ }));
    await user.click(screen.getByRole('menuitem', { name: 'Start conversation' }));
    await waitFor(() => expect(address()).toMatch(/panel=booking%3Ab1&compose=true/));
  });

  it('R13 leads to the conversation there is, from the row and from its menu', async () => {
    const { user, address } = await page([row({ conversation: { ...view, unread: 2 } })]);
    const line = await screen.findByRole('button', { name: /^Ana Moreau/ });
    expect(line.textContent).toMatch(/2 unread/);
    await user.click(screen.getByRole('button', { name: /^More actions/ }));
    expect(screen.queryByRole('menuitem', { name: 'Start conversation' })).toBeNull();
    await user.click(screen.getByRole('menuitem', { name: 'View conversation' }));
    await waitFor(() => expect(address()).toBe('/conversations/c1'));
  });

  it('R2 offers on the row what the status allows, and nothing else', async () => {
    const { user } = await page([
      row({ status: 'waitlisted', actions: ['offer_place', 'decline', 'cancel'] }),
    ]);
    await user.click(await screen.findByRole('button', { name: /^More actions/ }));
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
      'Start conversation',
      'View event',
      'View resident',
      'Offer the place',
      'Edit booking',
      'Record payment…',
      'Copy booking details',
      'Decline booking',
      'Cancel booking',
    ]);
  });

  it('says what belongs there when nothing does, and what went wrong when something did', async () => {
    await page([]);
    expect(await screen.findByRole('heading', { name: 'No upcoming bookings' })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'New booking' })).toHaveLength(2);
    await expectNoAxe();
  });

  it('R51 says so when the core refuses', async () => {
    answer('listBookings', () => refuse({ kind: 'not_allowed', need: 'view_bookings' }));
    const client = new (await import('@tanstack/react-query')).QueryClient({
      defaultOptions: { queries: { retry: false } },
    });
    await showAt('/bookings', <BookingsPage />, { client });
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Your permission group does not allow this.',
    );
  });

  it('R90 R91 speaks French, and breaks no rule', async () => {
    await page([row({ conversation: view })], { language: 'fr' });
    const line = await screen.findByRole('button', { name: /^Ana Moreau/ });
    expect(line.textContent).toMatch(/2 invités.*Confirmée.*Impayée · 80/);
    await expectNoAxe();
  });
});
