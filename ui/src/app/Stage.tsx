import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type AppState, commands } from '../bridge/bindings';
import { call } from '../bridge/call';
import { stateKey } from '../bridge/queries';
import { FrontDoor } from '../components/FrontDoor';
import { ProblemState } from '../components/ProblemState';
import { SessionProvider } from '../components/session';
import { Toasts } from '../components/Toasts';
import { Rescue } from '../features/rescue/Rescue';
import { SetUp } from '../features/setup/SetUp';
import { SignIn } from '../features/signin/SignIn';
import { LocaleProvider } from '../i18n/LocaleProvider';
import type { Language } from '../i18n/translate';
import { AskPerson } from './askPerson';
import { ClosingDialog } from './ClosingDialog';
import { router } from './router';
import { Unavailable } from './Unavailable';
import { useSeat } from './useSeat';

const systemLanguage = (): Language => (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en');

/** What the window shows: why the store cannot be opened, the set-up, the sign-in, or the desk. */
export function Stage() {
  const client = useQueryClient();
  const state = useQuery({ queryKey: stateKey, queryFn: () => call(commands.appState()) });
  // A recovery code is shown this once: the screen that shows it stays, whoever is signed in by now.
  const [held, setHeld] = useState<AppState | null>(null);
  const [chosen, setChosen] = useState<Language | null>(null);
  const [asked, setAsked] = useState(false);
  const shown = held ?? state.data;
  useSeat(shown);

  const hold = (on: boolean) => setHeld(on ? (state.data ?? null) : null);
  const outside = (language: Language, timeZone: string, children: ReactNode) => (
    <LocaleProvider language={chosen ?? language} timeZone={timeZone}>
      {children}
      <Toasts />
      <ClosingDialog />
    </LocaleProvider>
  );
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

  if (shown === undefined) {
    if (state.error === null) return null;
    return outside(
      systemLanguage(),
      here,
      <FrontDoor onLanguage={setChosen}>
        <ProblemState error={state.error} onRetry={() => void state.refetch()} />
      </FrontDoor>,
    );
  }
  switch (shown.stage) {
    case 'unavailable': {
      const plain = (
        <Unavailable state={shown} isTrying={state.isFetching} onRetry={() => void state.refetch()} />
      );
      return outside(
        systemLanguage(),
        here,
        <FrontDoor onLanguage={setChosen}>
          {shown.fault === 'damaged' ? (
            <Rescue
              folder={shown.folder}
              otherwise={plain}
              isTrying={state.isFetching}
              onRetry={() => client.invalidateQueries({ queryKey: stateKey })}
              onHold={hold}
            />
          ) : (
            plain
          )}
        </FrontDoor>,
      );
    }
    case 'set_up':
      return outside(
        systemLanguage(),
        shown.suggested_time_zone,
        <FrontDoor onLanguage={setChosen}>
          <SetUp
            suggestedTimeZone={shown.suggested_time_zone}
            folder={shown.folder}
            onLanguage={setChosen}
            onHold={hold}
          />
        </FrontDoor>,
      );
    case 'sign_in':
      return outside(
        shown.building.language,
        shown.building.time_zone,
        <FrontDoor building={shown.building.name} onLanguage={setChosen}>
          <SignIn state={shown} ask={asked} onHold={hold} />
        </FrontDoor>,
      );
    case 'desk':
      return (
        <LocaleProvider
          language={shown.me.preferences.language}
          timeZone={shown.building.time_zone}
          currency={shown.building.currency}
        >
          <SessionProvider me={shown.me} building={shown.building}>
            <AskPerson value={setAsked}>
              <RouterProvider router={router} />
            </AskPerson>
          </SessionProvider>
          <Toasts />
          <ClosingDialog />
        </LocaleProvider>
      );
  }
}
