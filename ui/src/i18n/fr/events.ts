import type { events as en } from '../en/events';
import type { Translation } from '../types';

export const events: Translation<typeof en> = {
  title: 'Événements',
};
