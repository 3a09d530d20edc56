import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { expect } from 'vitest';
import { LocaleProvider } from '../../i18n/LocaleProvider';
import type { Language } from '../../i18n/translate';

interface ShowOptions {
  language?: Language;
  client?: QueryClient;
}

/** Draws something as it would stand in the window of a building in Montréal. */
export function show(
  element: ReactElement,
  { language = 'en', client = new QueryClient() }: ShowOptions = {},
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
        {children}
      </LocaleProvider>
    </QueryClientProvider>
  );
  const view = render(inside(element));
  return { ...view, user, client, rerender: (next: ReactElement) => view.rerender(inside(next)) };
}

/** Fails with the name of every rule of WCAG 2.2 AA that what is drawn breaks. Colours need a real window. */
export async function expectNoAxe(element: Element = document.body): Promise<void> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
