import { createContext, type ReactNode, useContext } from 'react';
import type { BuildingView, MeView } from '../bridge/bindings';

/** Who is signed in, and at which building. */
export interface Session {
  me: MeView;
  building: BuildingView;
}

const SessionContext = createContext<Session | null>(null);

/** Says who is signed in to everything below. */
export function SessionProvider({ me, building, children }: Session & { children: ReactNode }) {
  return <SessionContext value={{ me, building }}>{children}</SessionContext>;
}

function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Nobody is signed in here.');
  return session;
}

/** Who is signed in. What is hidden by their permissions is a courtesy: the core decides (R51). */
export const useMe = (): MeView => useSession().me;

/** The building of the desk. */
export const useBuilding = (): BuildingView => useSession().building;
