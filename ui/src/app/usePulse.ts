import { useQuery } from '@tanstack/react-query';
import { commands, type PulseView } from '../bridge/bindings';
import { call } from '../bridge/call';
import { pulseKey } from '../bridge/queries';

/** The state of the line, what waits and what is unread (R81). */
export function usePulse(): PulseView | undefined {
  return useQuery({ queryKey: pulseKey, queryFn: () => call(commands.pulse()) }).data;
}
