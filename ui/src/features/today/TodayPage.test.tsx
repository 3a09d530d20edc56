import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import { eventHead as head, conversationRow as row } from '../../app/testing/samples';
import type { Permissions, TodayEvent, TodayView } from '../../bridge/bindings';
import { useAskedFor } from '../../components/offered';
import type { Language } from '../../i18n/translate';
import { TodayPage } from './TodayPage';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const openConversation = vi.hoisted(() => vi.fn());
vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenConversation: () => openConversation,
}));

/** Thursday, 10:12 in Montréal. */
const NOW = new Date('2026-11-26T15:12:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  vi.clearAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
});

const event = (change: Partial<TodayEvent> = {}): TodayEvent => ({
  head: head({ starts_at: '2026-11-26T23:30:00Z' }),
  attending: 0,
  checked_in: 0,
  ...change,
});

/** 14 days from Monday of last week, of which one each week had an answer. */
const days = Array.from({ length: 14 }, (_, day) => ({
  starts: new Date(Date.UTC(2026, 10, 16 + day, 5)).toISOString(),
  took: day === 2 ? 1320 : day === 9 ? 660 : null,
}));

function today(change: Partial<TodayView> = {}): TodayView {
  return {
    needs_reply: 2,
    waits_since: '2026-11-25T15:12:00Z',
    waiting: [
      row({ waits_since: '2026-11-26T14:57:00Z' }),
      row({ id: 'c2', resident: 'Jonas Tremblay', waits_since: '2026-11-25T15:12:00Z' }),
    ],
    events: [event()],
    more_events: 0,
    bookings: { bookings: 7, checked_in: 3 },
    answers: { this_week: 660, last_week: 1320, days },
    not_delivered: 0,
    undelivered: [],
    ...change,
  };
}

const priyas = {
  entry: '40',
  conversation: 'c9',
  resident: 'Priya Krishnan',
  label: 'event_booking',
  event: 'Wine tasting',
  since: '2026-11-26T14:00:00Z',
  why: 'mailbox_full',
} as const;

interface Options {
  language?: Language;
  permissions?: Partial<Permissions>;
}

async function page(change: Partial<TodayView> = {}, options: Options = {}) {
  answer('today', () => today(change));
  const asked: string[] = [];
  function Asked() {
    for (const what of ['search', 'needs reply', 'bookings today']) {
      // biome-ignore lint/correctness/useHookAtTopLevel: the same three every time.
      useAskedFor(what, () => asked.push(what));
    }
    return null;
  }
  const shown = await showAt(
    '/today',
    <main>
      <TodayPage />
      <Asked />
    </main>,
    options,
  );
  return { ...shown, asked };
}

describe('Today', () => {
  it('R43 greets by the hour and counts what waits, and since when', async () => {
    await page();
    screen.getByRole('heading', { level: 1, name: 'Good morning, Sam' });
    const wait = await screen.findByRole('button', { name: /^Need a reply/ });
    expect(wait.textContent).toBe('Need a reply2Oldest has waited 1 d');
    expect(screen.getByRole('button', { name: /^Bookings today/ }).textContent).toMatch(/7.*3 checked in/);
  });

  it('R43 keeps the order of the core, says how long each waits, and opens the thread', async () => {
    const { user } = await page();
    const list = await screen.findByRole('list', { name: 'Waiting for you' });
    const waiting = within(list).getAllByRole('button');
    expect(waiting.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^(AM)?Ana Moreau.*15 min/),
      expect.stringMatching(/^(JT)?Jonas Tremblay.*1 d/),
    ]);
    await user.click(waiting[1] as HTMLElement);
    expect(openConversation).toHaveBeenCalledExactlyOnceWith('c2');
  });

  it('R43 leads on to all that wait, to the bookings of the day, and to the search', async () => {
    const { user, address, asked } = await page({ needs_reply: 31 });
    await user.click(await screen.findByRole('button', { name: 'Show all 31 that need a reply' }));
    await waitFor(() => expect(address()).toBe('/conversations'));
    await user.click(screen.getByRole('button', { name: /^Bookings today/ }));
    await waitFor(() => expect(address()).toBe('/bookings'));
    await user.click(screen.getByRole('button', { name: /^Need a reply/ }));
    await waitFor(() => expect(address()).toBe('/conversations'));
    await user.click(screen.getByRole('button', { name: 'Search' }));
    expect(asked).toEqual(['needs reply', 'bookings today', 'needs reply', 'search']);
  });

  it('R43 shows the events of the day with what belongs to their kind, and opens them beside it', async () => {
    const { user, address } = await page({
      events: [
        event({ head: head({ id: 'e1', starts_at: '2026-11-25T23:30:00Z' }), checked_in: 4 }),
        event({ head: head({ id: 'e2', title: 'Board meeting', event_kind: 'meeting' }), attending: 9 }),
        event({ head: head({ id: 'e3', title: 'Pool closed', event_kind: 'notice', all_day: true }) }),
        event({ head: head({ id: 'e4', title: 'Open house', booking_required: false }) }),
      ],
      more_events: 2,
    });
    const list = await screen.findByRole('list', { name: 'Events today' });
    const events = within(list).getAllByRole('button');
    expect(events.map(({ textContent }) => textContent)).toEqual([
      'Since 25 NovWine tastingSky Lounge18 of 244 checked in',
      '19:00Board meetingSky Lounge9 attend',
      'All dayPool closedSky LoungeNotice',
      '19:00Open houseSky Lounge',
    ]);
    screen.getByText('2 more events today');
    await user.click(events[1] as HTMLElement);
    await waitFor(() => expect(address()).toContain('panel=event%3Ae2'));
  });

  it('R43 puts what was not delivered first, with the reason, and opens it at the message', async () => {
    const { user } = await page({ not_delivered: 1, undelivered: [priyas] });
    const list = await screen.findByRole('list', { name: 'Waiting for you' });
    const first = within(list).getAllByRole('button')[0] as HTMLElement;
    expect(first.textContent).toMatch(/Priya Krishnan.*Mailbox full.*Wine tasting/);
    await user.click(first);
    expect(openConversation).toHaveBeenCalledExactlyOnceWith('c9', { entry: '40' });
  });

  it('R43 says the median of this week and last, and reads out the chart', async () => {
    await page();
    await screen.findByText('Median · 22 min last week');
    const chart = screen.getByRole('list', { name: 'Median of each day, last week and this week' });
    const read = within(chart).getAllByRole('listitem');
    expect(read).toHaveLength(14);
    expect(read[9]?.textContent).toMatch(/^Wed .*25.*: 11 min$/);
    expect(read[13]?.textContent).toMatch(/: none$/i);
  });

  it('R43 says so where nobody waits and nothing takes place', async () => {
    await page({
      needs_reply: 0,
      waits_since: null,
      waiting: [],
      events: [],
      answers: { this_week: null, last_week: null, days: days.map((day) => ({ ...day, took: null })) },
    });
    await screen.findByText('Nothing takes place today');
    expect(screen.getAllByText('Nobody waits')).toHaveLength(2);
    screen.getByText('Nothing answered yet');
    expect(screen.queryByRole('list', { name: /^Median/ })).toBeNull();
  });

  it('R22 shows no bookings to those who see none', async () => {
    await page(
      { bookings: null, more_events: 1 },
      { permissions: { event_bookings: 'none', administration: false } },
    );
    await screen.findByRole('list', { name: 'Events today' });
    expect(screen.queryByText(/Bookings today|today’s bookings|18 of 24/)).toBeNull();
  });

  it('says what went wrong, and asks again', async () => {
    let busy = true;
    answer('today', () => (busy ? refuse({ kind: 'internal' } as never) : today()));
    const { user } = await showAt('/today', <TodayPage />);
    const again = await screen.findByRole('button', { name: 'Try again' });
    busy = false;
    await user.click(again);
    await screen.findByRole('list', { name: 'Waiting for you' });
  });

  it('is for everybody, and in French', async () => {
    const { container } = await page({ not_delivered: 1, undelivered: [priyas] }, { language: 'fr' });
    screen.getByRole('heading', { level: 1, name: 'Bonjour, Sam' });
    await screen.findByRole('list', { name: 'En attente de vous' });
    expect(screen.getAllByText('Boîte pleine')).toHaveLength(2);
    await expectNoAxe(container);
  });
});
