import { useEffect, useId, useLayoutEffect } from 'react';
import type { MenuAction } from './Menu';

/** What can be done on the screen now, by the part of it that offers it, in the order in which the parts came. */
const offered = new Map<string, readonly MenuAction[]>();

/** Everything that is offered, what stands on the screen last coming first. */
export const allOffered = (): MenuAction[] => [...offered.values()].reverse().flat();

/** Offers these actions in the search box too, for as long as this part stands on the screen. */
export function useOffered(actions: readonly MenuAction[]): void {
  const id = useId();
  useLayoutEffect(() => {
    offered.set(id, actions);
  });
  useEffect(() => () => void offered.delete(id), [id]);
}

/** What has been asked for on a screen that is about to be opened. */
let asked: string | null = null;
const askedNow = new EventTarget();

/** Asks for something on a screen, which may have to be opened for it first. */
export function askFor(what: string): void {
  asked = what;
  askedNow.dispatchEvent(new Event('asked'));
}

/** Does what was asked for, as soon as this screen is there. */
export function useAskedFor(what: string, run: () => void): void {
  useEffect(() => {
    const hear = () => {
      if (asked !== what) return;
      asked = null;
      run();
    };
    hear();
    askedNow.addEventListener('asked', hear);
    return () => askedNow.removeEventListener('asked', hear);
  });
}
