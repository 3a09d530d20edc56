import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AppState } from '../bridge/bindings';
import { toasts } from '../components/toasts';
import { forgetSeen } from './client';
import { router } from './router';
import { applyAppearance } from './theme';

/**
 * Follows who sits at the desk: their theme and row height apply, nothing that another person has seen is
 * kept (R52), and whoever is new begins at the first screen.
 */
export function useSeat(state: AppState | undefined): void {
  const client = useQueryClient();
  const me = state?.stage === 'desk' ? state.me : null;
  const id = me?.id ?? null;
  const last = useRef<string | null>(null);
  const { theme, density } = me?.preferences ?? {};

  useEffect(() => {
    if (theme && density) applyAppearance(theme, density);
  }, [theme, density]);

  useEffect(() => {
    if (state === undefined) return;
    if (id === null) {
      toasts.clear();
      forgetSeen(client);
      return;
    }
    if (last.current !== null && last.current !== id) void router.navigate({ to: '/', search: {} });
    last.current = id;
  }, [state, id, client]);
}
