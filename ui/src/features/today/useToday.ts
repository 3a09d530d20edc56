import { type QueryClient, useQuery } from '@tanstack/react-query';
import { answered, askAhead, askOnce, isKnown } from '../../bridge/ahead';
import { commands, type TodayView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { todayKey } from '../../bridge/queries';

const AHEAD = 'today';
/** A new day begins without anything having changed. */
const ANEW_MS = 5 * 60_000;

const fetchToday = () => call(commands.today());

/** Asks for the screen at the click that leads to it. */
export function askForToday(client: QueryClient): Promise<void> | null {
  return isKnown(client, todayKey) ? null : askAhead(AHEAD, fetchToday);
}

/** R43: what the first screen of the day shows. */
export function useToday() {
  return useQuery({
    queryKey: todayKey,
    queryFn: () => askOnce(AHEAD, fetchToday),
    initialData: () => answered<TodayView>(AHEAD),
    refetchInterval: ANEW_MS,
  });
}
