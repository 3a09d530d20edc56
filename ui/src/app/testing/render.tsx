import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { expect } from 'vitest';
import type { BuildingView, MeView, Permissions } from '../../bridge/bindings';
import { panelSearch } from '../../components/navigation';
import { SessionProvider } from '../../components/session';
import { LocaleProvider } from '../../i18n/LocaleProvider';
import type { Language } from '../../i18n/translate';
import { makeClient } from '../client';

interface ShowOptions {
  language?: Language;
  client?: QueryClient;
  /** What the person who is signed in may do, where it is not everything. */
  permissions?: Partial<Permissions>;
}

const everything: Permissions = {
  event_bookings: 'manage',
  residents: 'manage',
  announcements: 'send',
  administration: true,
};

/** The building of the tests. */
export const building: BuildingView = {
  name: 'Harbour House',
  address: '1 Quay Street',
  time_zone: 'America/Toronto',
  language: 'en',
  currency: 'CAD',
  lock_after_minutes: 10,
  sample: false,
};

/** Who is signed in in the tests: somebody who may do everything that is not taken from them. */
export function person(permissions: Partial<Permissions> = {}): MeView {
  return {
    id: 'sam',
    name: 'Sam Okafor',
    email: 'sam@example.org',
    group: 'Concierge',
    permissions: { ...everything, ...permissions },
    preferences: { language: 'en', theme: 'system', density: 'comfortable' },
  };
}

/** Draws something as it would stand in the window of a building in Montréal. */
export function show(
  element: ReactElement,
  { language = 'en', client = makeClient(), permissions = {} }: ShowOptions = {},
) {
  const user = userEvent.setup();
  const inside = (children: ReactElement) => (
    <QueryClientProvider client={client}>
      <LocaleProvider
        language={language}
        timeZone="America/Toronto"
        deskZone="America/Toronto"
        currency="CAD"
      >
        <SessionProvider me={person(permissions)} building={building}>
          {children}
        </SessionProvider>
      </LocaleProvider>
    </QueryClientProvider>
  );
  const view = render(inside(element));
  return { ...view, user, client, rerender: (next: ReactElement) => view.rerender(inside(next)) };
}

/**
 * The same for what opens panels or goes to other screens: it stands at an address, and `address()` tells
 * where the person has gone.
 */
export async function showAt(path: string, element: ReactElement, options: ShowOptions = {}) {
  const root = createRootRoute({
    validateSearch: panelSearch,
    component: () => element,
    notFoundComponent: () => null,
  });
  const anywhere = createRoute({ getParentRoute: () => root, path: '$' });
  const router = createRouter({
    routeTree: root.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  await router.load();
  const view = show(<RouterProvider router={router as never} />, options);
  return { ...view, address: () => router.state.location.href };
}

/** Fails with the name of every rule of WCAG 2.2 AA that what is drawn breaks. Colours need a real window. */
export async function expectNoAxe(element: Element = document.body): Promise<void> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
