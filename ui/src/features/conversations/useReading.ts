import { useEffect } from 'react';
import { commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { isAttentive } from './useMarkRead';

/** Tells the core which thread is before the person's eyes, so that nothing rings for what they see (R70). */
export function useReading(conversation: string): void {
  useEffect(() => {
    const say = (id: string | null) => {
      // Where it fails a notification too many is shown, which is no harm.
      call(commands.nowReading(id)).catch(() => undefined);
    };
    const look = () => say(isAttentive() ? conversation : null);
    look();
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
      say(null);
    };
  }, [conversation]);
}
