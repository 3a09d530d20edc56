import { useEffect, useState } from 'react';

const SETTLED_AFTER_MS = 80;

/** What is typed, once the keyboard has rested for a moment: the core is not asked at every key. */
export function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
