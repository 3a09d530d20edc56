import { type FocusEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';

/** How long the pointer rests until words are shown, as for every other button without words. */
export const HINT_AFTER_MS = 500;

/** When the words over a plain button are shown: the pointer rests on it, or the keyboard has come to it. */
export function useHint() {
  const [isShown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const hide = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setShown(false);
  }, []);
  useEffect(() => hide, [hide]);
  const signs = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') timer.current ??= setTimeout(() => setShown(true), HINT_AFTER_MS);
    },
    onPointerLeave: hide,
    onPointerDown: hide,
    onFocus: ({ currentTarget }: FocusEvent) => {
      if (currentTarget.matches(':focus-visible')) setShown(true);
    },
    onBlur: hide,
  };
  return { isShown, hide, signs };
}
