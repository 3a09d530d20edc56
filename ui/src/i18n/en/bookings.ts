import type { Dictionary } from '../types';

export const bookings = {
  title: 'Bookings',
} as const satisfies Dictionary;
