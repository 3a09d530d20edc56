import type { English } from './en';
import { app } from './fr/app';
import { backup } from './fr/backup';
import { bookings } from './fr/bookings';
import { common } from './fr/common';
import { conversations } from './fr/conversations';
import { events } from './fr/events';
import { exported } from './fr/export';
import { imports } from './fr/import';
import { mail } from './fr/mail';
import { problems } from './fr/problems';
import { record } from './fr/record';
import { replies } from './fr/replies';
import { residents } from './fr/residents';
import { search } from './fr/search';
import { settings } from './fr/settings';
import { setup } from './fr/setup';
import { today } from './fr/today';
import type { Translation } from './types';

/** Every message in French. */
export const fr: { readonly [F in keyof English]: Translation<English[F]> } = {
  app,
  backup,
  bookings,
  common,
  conversations,
  events,
  export: exported,
  import: imports,
  mail,
  problems,
  record,
  replies,
  residents,
  search,
  settings,
  setup,
  today,
};
