import { app } from './en/app';
import { backup } from './en/backup';
import { bookings } from './en/bookings';
import { common } from './en/common';
import { conversations } from './en/conversations';
import { events } from './en/events';
import { exported } from './en/export';
import { imports } from './en/import';
import { mail } from './en/mail';
import { problems } from './en/problems';
import { record } from './en/record';
import { replies } from './en/replies';
import { residents } from './en/residents';
import { search } from './en/search';
import { settings } from './en/settings';
import { setup } from './en/setup';
import { today } from './en/today';

/** Every message in English, by feature: the source of the keys. */
export const en = {
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

/** The shape of all messages. */
export type English = typeof en;
