import { useEffect } from 'react';
import { commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';

/** Whether the person has the window before their eyes. */
export function isAttentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Says that the thread has been read, once the window that shows it is in sight and has the focus (R40). */
export function useMarkRead(conversation: string, firstUnread: string | null): void {
  useEffect(() => {
    if (firstUnread === null) return;
    const read = () => {
      // Where it fails the conversation stays unread, and says so in the list: nothing to add to that.
      if (isAttentive()) void call(commands.markRead(conversation)).catch(() => undefined);
    };
    read();
    window.addEventListener('focus', read);
    document.addEventListener('visibilitychange', read);
    return () => {
      window.removeEventListener('focus', read);
      document.removeEventListener('visibilitychange', read);
    };
  }, [conversation, firstUnread]);
}
