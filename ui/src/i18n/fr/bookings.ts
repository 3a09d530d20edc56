import type { bookings as en } from '../en/bookings';
import type { Translation } from '../types';

export const bookings: Translation<typeof en> = {
  title: 'Réservations',
};
