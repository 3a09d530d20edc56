import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** What the address of every screen may carry: the booking whose panel is open beside it (R5). */
export interface PanelSearch {
  booking?: string;
}

/** The ways from one part of the window to another: a feature knows these, and no other feature. */
export interface Links {
  /** Opens the booking's panel beside whatever is on the screen (R5). */
  openBooking: (id: string) => void;
  closeBooking: () => void;
  openConversation: (id: string) => void;
  /** Shows the composer for the first message of a booking (R12). */
  startConversation: (booking: string) => void;
  openEvent: (id: string) => void;
  openResident: (id: string) => void;
}

/** Reads what an address carries for the panel. */
export function panelSearch(search: Record<string, unknown>): PanelSearch {
  return typeof search.booking === 'string' && search.booking !== '' ? { booking: search.booking } : {};
}

/** The booking whose panel is open, or nothing. */
export function useOpenBooking(): string | null {
  const search: PanelSearch = useSearch({ strict: false });
  return search.booking ?? null;
}

/** The ways from one part of the window to another. */
export function useLinks(): Links {
  const navigate = useNavigate();
  return useMemo(() => {
    const go = (to: string, search: Record<string, string> = {}) => void navigate({ to, search } as never);
    const beside = (change: PanelSearch) =>
      void navigate({
        to: '.',
        search: ({ booking: _, ...kept }: PanelSearch) => ({ ...kept, ...change }),
      } as never);
    return {
      openBooking: (id) => beside({ booking: id }),
      closeBooking: () => beside({}),
      openConversation: (id) => go(`/conversations/${id}`),
      startConversation: (booking) => go(`/conversations/new/${booking}`),
      openEvent: (id) => go(`/events/${id}`),
      openResident: (id) => go(`/residents/${id}`),
    };
  }, [navigate]);
}
