import type { QueryKey } from '@tanstack/react-query';
import type { Topic } from './bindings';

/**
 * The first part of every query key. A key reads `[part, ...what was asked]`, such as
 * `[part.bookings, 'list', query]`.
 */
export const part = {
  app: 'app',
  bookings: 'bookings',
  conversations: 'conversations',
  events: 'events',
  replies: 'replies',
  residents: 'residents',
  search: 'search',
  settings: 'settings',
  imports: 'imports',
  backups: 'backups',
  mailbox: 'mailbox',
  today: 'today',
  tray: 'tray',
} as const;

/** One of the parts of the screen's data. */
export type Part = (typeof part)[keyof typeof part];

/** What has to be fetched again when a topic has changed. */
const touched: Record<Topic, readonly Part[]> = {
  stage: ['app'],
  building: ['app', 'settings', 'bookings', 'events', 'conversations', 'today'],
  staff: ['app', 'settings', 'conversations'],
  residents: ['residents', 'bookings', 'conversations', 'events', 'search', 'today'],
  events: ['events', 'bookings', 'conversations', 'search', 'today'],
  bookings: ['bookings', 'events', 'residents', 'conversations', 'search', 'today'],
  conversations: ['conversations', 'bookings', 'residents', 'app', 'search', 'today'],
  backups: ['backups'],
  mailbox: ['mailbox', 'app'],
  tray: ['tray', 'app'],
  saved_replies: ['replies'],
};

/** The keys to invalidate for these topics, each once. */
export function keysFor(topics: readonly Topic[]): QueryKey[] {
  return [...new Set(topics.flatMap((topic) => touched[topic]))].map((name) => [name]);
}

/** What the window shows: who is signed in, at which building. */
export const stateKey = [part.app, 'state'] as const;

/** What there is to choose from when the file is damaged; looked at again whenever the state is. */
export const rescueKey = [...stateKey, 'rescue'] as const;

/** Where backups go, how the last one ended, and which there are. */
export const backupsKey = [part.backups, 'status'] as const;

/** The building's mailbox, its line and its ledger. */
export const mailboxKey = [part.mailbox, 'view'] as const;

/** Mail that waits for a person to say where it belongs. */
export const trayKey = [part.tray, 'list'] as const;

/** The first screen of the day (R43). */
export const todayKey = [part.today, 'view'] as const;

/** The state of the line, what waits and what is unread (R81). */
export const pulseKey = [part.app, 'pulse'] as const;
