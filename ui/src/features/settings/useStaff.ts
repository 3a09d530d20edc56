import { useQuery } from '@tanstack/react-query';
import { commands } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';

/** Staff and permission groups. */
export const useStaff = () =>
  useQuery({ queryKey: [part.settings, 'staff'], queryFn: () => call(commands.listStaff()) });
