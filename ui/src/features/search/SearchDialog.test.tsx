import { screen, waitFor } from '@testing-library/react';
import { Users } from 'lucide-react';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import type { FoundMessage, SearchResults } from '../../bridge/bindings';
import { useOffered } from '../../components/offered';
import { SearchDialog } from './SearchDialog';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const nothing: SearchResults = {
  residents: [],
  bookings: [],
  events: [],
  conversations: [],
  messages: { messages: [], more: null },
};
const found: SearchResults = {
  residents: [
    {
      id: 'r1',
      name: 'Ana Moreau',
      suite: '1204',
      email: 'ana@example.org',
      phone: '',
      language: 'fr',
      moved_out_at: null,
    },
  ],
  bookings: [
    {
      id: 'b1',
      reference: 'WT-0418',
      event_id: 'e1',
      resident_id: 'r1',
      resident: 'Ana Moreau',
      suite: '1204',
      party: 2,
      status: 'confirmed',
      payment: 'paid',
      amount: null,
      conversation: { offer: 'nothing' },
      actions: [],
    },
  ],
  events: [
    {
      id: 'e1',
      event_kind: 'community_event',
      title: 'Wine tasting',
      starts_at: '2026-11-27T00:00:00Z',
      ends_at: '2026-11-27T02:00:00Z',
      all_day: false,
      place: '',
      capacity: null,
      taken: 2,
      guests_allowed: true,
      booking_required: true,
    },
  ],
  conversations: [
    {
      id: 'c1',
      resident: 'Ana Moreau',
      label: 'event_booking',
      event: 'Wine tasting',
      words: 'Is there a lift?',
      words_by: { who: 'resident' },
      at: '2026-11-23T14:41:00Z',
      unread: 0,
      state: 'open',
      waits_since: '2026-11-23T13:41:00Z',
    },
  ],
  messages: { messages: [], more: null },
};

const message = (entry: string, words: string, more: Partial<FoundMessage> = {}): FoundMessage => ({
  entry,
  conversation: 'c1',
  resident: 'Ana Moreau',
  label: 'event_booking',
  event: 'Wine tasting',
  entry_kind: 'message_in',
  words_by: { who: 'resident' },
  at: '2026-11-23T14:41:00Z',
  words: [
    { text: 'Is there a ', is_found: false },
    { text: words, is_found: true },
    { text: '?', is_found: false },
  ],
  in_attachment: false,
  ...more,
});
const lifts: SearchResults = {
  ...nothing,
  messages: {
    messages: [
      message('7', 'lift'),
      message('5', 'lift', {
        entry_kind: 'note',
        words_by: { who: 'colleague', name: 'Sam Okafor', entry_kind: 'note' },
      }),
    ],
    more: '5.1',
  },
};

let search: ReturnType<typeof answer<'search'>>;
const onGo = vi.fn();
const onClose = vi.fn();

beforeEach(() => {
  onGo.mockClear();
  onClose.mockClear();
  search = answer('search', (text) => (text.startsWith('ana') ? found : text === 'lift' ? lifts : nothing));
});

const stand = () =>
  showAt(
    '/bookings',
    <SearchDialog
      isOpen
      onClose={onClose}
      places={[{ id: 'residents', label: 'Residents', icon: Users, onGo }]}
    />,
  );

const active = () => {
  const id = screen.getByRole('combobox').getAttribute('aria-activedescendant');
  return id === null ? null : document.getElementById(id)?.textContent;
};

it('finds residents, bookings and conversations as one types, asking once for a quick word', async () => {
  const { user } = await stand();
  await user.keyboard('ana');
  expect(await screen.findByText('Ana Moreau · WT-0418')).toBeTruthy();
  expect(screen.getAllByRole('option')).toHaveLength(3);
  expect(screen.getByText('Is there a lift?')).toBeTruthy();
  expect(search.mock.lastCall).toEqual(['ana']);
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('3 results'));
  await expectNoAxe();
});

it('R5 Enter opens the booking that the arrows have chosen, beside what was there', async () => {
  const { user, address } = await stand();
  await user.keyboard('ana');
  await screen.findByText('Ana Moreau · WT-0418');
  expect(active()).toContain('ana@example.org');
  await user.keyboard('{ArrowDown}');
  expect(active()).toContain('WT-0418');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/bookings?panel=booking%3Ab1'));
  expect(onClose).toHaveBeenCalledOnce();
});

it('goes round at the ends of the list, and opens a conversation', async () => {
  const { user, address } = await stand();
  await user.keyboard('ana');
  await screen.findByText('Is there a lift?');
  await user.keyboard('{ArrowUp}');
  expect(active()).toContain('Is there a lift?');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/conversations/c1'));
});

it('keeps what was found until the next is there', async () => {
  const { user } = await stand();
  await user.keyboard('ana');
  await screen.findByText('Is there a lift?');
  await user.keyboard(' m');
  expect(screen.getByText('Is there a lift?')).toBeTruthy();
});

it('says that nothing was found, and what to try', async () => {
  const { user } = await stand();
  await user.keyboard('zebra');
  expect(await screen.findAllByText(/Nothing found for “zebra”/)).not.toHaveLength(0);
  expect(screen.queryAllByRole('option')).toHaveLength(0);
});

it('leads to the sections before anything is typed, accents aside afterwards', async () => {
  const { user } = await stand();
  expect(active()).toBe('Residents');
  await user.keyboard('rés');
  expect(active()).toBe('Residents');
  await user.keyboard('{Enter}');
  expect(onGo).toHaveBeenCalledOnce();
});

it('R42 finds words of messages and notes, marks them, and leads to the very one', async () => {
  const { user, address } = await stand();
  await user.keyboard('lift');
  const found = await screen.findAllByText('lift');
  expect(found.map((mark) => mark.tagName)).toEqual(['MARK', 'MARK']);
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    expect.stringMatching(/^Ana Moreau · Wine tastingIs there a lift\?/),
    expect.stringMatching(/^Ana Moreau · Wine tastingNote: Sam Okafor: Is there a lift\?/),
    'Show older messages',
  ]);
  await expectNoAxe();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(address()).toBe('/conversations/c1?entry=5'));
  expect(onClose).toHaveBeenCalledOnce();
});

it('R42 shows older messages without an end, the search staying open', async () => {
  const findWords = answer('findWords', (_, before) =>
    before === '5.1'
      ? { messages: [message('3', 'elevator')], more: '3.1' }
      : { messages: [message('1', 'elevators')], more: null },
  );
  const { user } = await stand();
  await user.keyboard('lift');
  await user.click(await screen.findByText('Show older messages'));
  expect(await screen.findByText('elevator')).toBeTruthy();
  await user.click(await screen.findByText('Show older messages'));
  expect(await screen.findByText('elevators')).toBeTruthy();
  expect(screen.queryByText('Show older messages')).toBeNull();
  expect(findWords.mock.calls).toEqual([
    ['lift', '5.1'],
    ['lift', '3.1'],
  ]);
  expect(onClose).not.toHaveBeenCalled();
});

it('does what the screen offers, by any word of it, and says its keys', async () => {
  const onAction = vi.fn();
  function Offers() {
    useOffered([{ id: 'settle', label: 'Fermer la conversation', keys: 'E', onAction }]);
    return null;
  }
  const { user } = await showAt(
    '/bookings',
    <>
      <Offers />
      <SearchDialog isOpen onClose={onClose} places={[]} />
    </>,
  );
  expect(screen.queryAllByRole('option')).toHaveLength(0);
  await user.keyboard('CONVERS');
  const option = await screen.findByRole('option', { name: /Fermer la conversation ?E/ });
  expect(option.querySelector('kbd')?.textContent?.trim()).toBe('E');
  await user.keyboard('{Enter}');
  expect(onAction).toHaveBeenCalledOnce();
  expect(onClose).toHaveBeenCalledOnce();
});

it('says why when the core refuses', async () => {
  search = answer('search', () => refuse({ kind: 'locked' }));
  const { user } = await stand();
  await user.keyboard('ana');
  expect(await screen.findAllByText('The screen is locked.')).not.toHaveLength(0);
});
