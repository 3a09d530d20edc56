import { useEffect } from 'react';
import { commands } from '../bridge/bindings';

const TOUCH_EVERY_MS = 30_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells the core that somebody is there, at most every half minute, so that the screen does not lock (R52). */
export function useTouch(): void {
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const touch = () => {
      const now = performance.now();
      if (now - last < TOUCH_EVERY_MS) return;
      last = now;
      // When it comes too late the core has locked the screen and says so itself.
      void commands.touch().catch(() => undefined);
    };
    for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, touch, { capture: true });
    };
  }, []);
}
