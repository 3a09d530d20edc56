import { useEffect } from 'react';
import { useBuilding } from '../components/session';
import { usePulse } from './usePulse';

/** Writes the building and the unread count into the title of the window. */
export function useTitle(): void {
  const { name } = useBuilding();
  const unread = usePulse()?.unread ?? 0;
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${name} · Lobby` : `${name} · Lobby`;
    return () => {
      document.title = 'Lobby';
    };
  }, [name, unread]);
}
