import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 62.4375rem)';

// jsdom has no media queries; its window is as wide as the usual one.
const query = () => (typeof window.matchMedia === 'function' ? window.matchMedia(NARROW) : null);

function subscribe(changed: () => void): () => void {
  const list = query();
  list?.addEventListener('change', changed);
  return () => list?.removeEventListener('change', changed);
}

/** Whether the window is so narrow that the navigation keeps to its icons. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query()?.matches ?? false);
