import type { Dictionary } from '../types';

export const events = {
  title: 'Events',
} as const satisfies Dictionary;
