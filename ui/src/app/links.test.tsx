import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { panelSearch, useLinks, useOpenBooking } from './links';
import { show } from './testing/render';

function Shell() {
  const { openBooking, closeBooking, openConversation } = useLinks();
  return (
    <>
      <output>{useOpenBooking() ?? 'closed'}</output>
      <button type="button" onClick={() => openBooking('b1')}>
        Booking
      </button>
      <button type="button" onClick={closeBooking}>
        Close
      </button>
      <button type="button" onClick={() => openConversation('c1')}>
        Conversation
      </button>
      <Outlet />
    </>
  );
}

it('R5 a booking opens beside whatever is on the screen, and closes back to it', async () => {
  const root = createRootRoute({ component: Shell, validateSearch: panelSearch });
  const residents = createRoute({
    getParentRoute: () => root,
    path: '/residents',
    component: () => <p>Residents</p>,
  });
  const thread = createRoute({
    getParentRoute: () => root,
    path: '/conversations/$id',
    component: () => <p>Thread</p>,
  });
  const router = createRouter({
    routeTree: root.addChildren([residents, thread]),
    history: createMemoryHistory({ initialEntries: ['/residents'] }),
  });
  const { user } = show(<RouterProvider router={router as never} />);
  await user.click(await screen.findByText('Booking'));
  expect(screen.getByRole('status').textContent).toBe('b1');
  expect(screen.getByText('Residents')).toBeTruthy();
  await user.click(screen.getByText('Close'));
  expect(screen.getByRole('status').textContent).toBe('closed');
  expect(screen.getByText('Residents')).toBeTruthy();
  await user.click(screen.getByText('Conversation'));
  expect(await screen.findByText('Thread')).toBeTruthy();
});
