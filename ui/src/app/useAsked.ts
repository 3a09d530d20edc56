import { useEffect } from 'react';
import { commands, events } from '../bridge/bindings';
import { call } from '../bridge/call';
import { useOpenConversation } from '../components/navigation';

/** Opens the conversation whose notification was clicked: at once, or after the sign-in (R70). */
export function useAsked(): void {
  const open = useOpenConversation();
  useEffect(() => {
    const look = () => {
      call(commands.askedConversation())
        .then((id) => id !== null && open(id))
        // Where the core does not say, Unread is one click away.
        .catch(() => undefined);
    };
    look();
    window.addEventListener('focus', look);
    const listening = events.openAsked.listen(look);
    return () => {
      window.removeEventListener('focus', look);
      void listening.then((stop) => stop());
    };
  }, [open]);
}
