import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** What a side panel can be about. */
export type PanelKind = 'booking' | 'resident' | 'event';

/** What stands in the side panel beside the screen (R5). */
export interface Panel {
  kind: PanelKind;
  id: string;
  /** The composer for the first message is open in the booking's panel (R12). */
  compose: boolean;
}

/**
 * What the address of every screen may carry: `?panel=booking:ID`, and `&compose=true` while writing; in a
 * conversation `?entry=ID`, the entry that it leads to (R42).
 */
export interface PanelSearch {
  panel?: string;
  compose?: true;
  entry?: number;
}

const KINDS: readonly string[] = ['booking', 'resident', 'event'] satisfies PanelKind[];

/** Keeps of an address what it may carry for the panel, and nothing else. */
export function panelSearch({ panel, compose, entry }: Record<string, unknown>): PanelSearch {
  const kept: PanelSearch = Number.isSafeInteger(entry) ? { entry: Number(entry) } : {};
  if (typeof panel !== 'string' || readPanel({ panel }) === null) return kept;
  return compose === true ? { ...kept, panel, compose } : { ...kept, panel };
}

/** The panel that an address asks for. */
export function readPanel({ panel, compose }: PanelSearch): Panel | null {
  const [kind = '', id = ''] = panel?.split(':', 2) ?? [];
  if (!KINDS.includes(kind) || id === '') return null;
  return { kind: kind as PanelKind, id, compose: compose === true };
}

/** The panel beside the screen, or nothing; a list marks the row that it shows. */
export function usePanel(): Panel | null {
  const { panel, compose }: PanelSearch = useSearch({ strict: false });
  return useMemo(
    () => readPanel({ ...(panel === undefined ? {} : { panel }), ...(compose ? { compose } : {}) }),
    [panel, compose],
  );
}

/** Opens a panel beside whatever is on the screen (R5). */
export function useOpenPanel(): (kind: PanelKind, id: string, options?: { compose?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (kind, id, options) => {
      const search: PanelSearch = { panel: `${kind}:${id}`, ...(options?.compose ? { compose: true } : {}) };
      void navigate({ to: '.', search });
    },
    [navigate],
  );
}

/** Closes the panel. */
export function useClosePanel(): () => void {
  const navigate = useNavigate();
  return useCallback(() => void navigate({ to: '.', search: {} }), [navigate]);
}

interface Way {
  /** The way back does not lead to where this was. */
  replace?: boolean;
  /** The entry that it leads to; the end of the thread without it. */
  entry?: string;
}

/** Goes to a conversation; the panel closes. */
export function useOpenConversation(): (id: string, way?: Way) => void {
  const navigate = useNavigate();
  return useCallback(
    (id, { replace = false, entry }: Way = {}) => {
      const search: PanelSearch = entry === undefined ? {} : { entry: Number(entry) };
      void navigate({ to: '/conversations/$id', params: { id }, search, replace });
    },
    [navigate],
  );
}

/** The entry that the address leads to. */
export function useWantedEntry(): string | null {
  const { entry }: PanelSearch = useSearch({ strict: false });
  return entry === undefined ? null : String(entry);
}

/** The sections of the window. */
export type Section =
  | '/today'
  | '/bookings'
  | '/events'
  | '/conversations'
  | '/tray'
  | '/residents'
  | '/import'
  | '/settings';

/** Goes to a section of the window. */
export function useOpenSection(): (section: Section) => void {
  const navigate = useNavigate();
  return useCallback((section) => void navigate({ to: section, search: {} }), [navigate]);
}

/** Goes to a part of the settings. */
export function useOpenSettings(): (part: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (part) => void navigate({ to: '/settings/$part', params: { part }, search: {} }),
    [navigate],
  );
}
