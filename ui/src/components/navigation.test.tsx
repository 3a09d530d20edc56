import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { showAt } from '../app/testing/render';
import { panelSearch, useClosePanel, useOpenConversation, useOpenPanel, usePanel } from './navigation';

function Ways() {
  const openPanel = useOpenPanel();
  const closePanel = useClosePanel();
  const openConversation = useOpenConversation();
  const panel = usePanel();
  return (
    <>
      <output>{panel === null ? 'closed' : `${panel.kind} ${panel.id} ${panel.compose}`}</output>
      <button type="button" onClick={() => openPanel('booking', 'b1')}>
        Booking
      </button>
      <button type="button" onClick={() => openPanel('booking', 'b1', { compose: true })}>
        Start conversation
      </button>
      <button type="button" onClick={closePanel}>
        Close
      </button>
      <button type="button" onClick={() => openConversation('c1')}>
        Conversation
      </button>
    </>
  );
}

it('R5 a booking opens beside whatever is on the screen, and closes back to it', async () => {
  const { user, address } = await showAt('/residents', <Ways />);
  await user.click(screen.getByText('Booking'));
  expect((await screen.findByText('booking b1 false')).tagName).toBe('OUTPUT');
  expect(address()).toBe('/residents?panel=booking%3Ab1');
  await user.click(screen.getByText('Close'));
  await screen.findByText('closed');
  expect(address()).toBe('/residents');
});

it('R12 the composer of a booking has an address of its own', async () => {
  const { user } = await showAt('/bookings', <Ways />);
  await user.click(screen.getByText('Start conversation'));
  await screen.findByText('booking b1 true');
});

it('goes to a conversation without the panel', async () => {
  const { user, address } = await showAt('/bookings?panel=booking%3Ab1', <Ways />);
  await screen.findByText('booking b1 false');
  await user.click(screen.getByText('Conversation'));
  await screen.findByText('closed');
  expect(address()).toBe('/conversations/c1');
});

it('reads nothing but panels from an address', () => {
  expect(panelSearch({ panel: 'event:e1', other: 'x' })).toEqual({ panel: 'event:e1' });
  expect(panelSearch({ panel: 'door:1' })).toEqual({});
  expect(panelSearch({ panel: 'event:' })).toEqual({});
  expect(panelSearch({ panel: 7 })).toEqual({});
});
