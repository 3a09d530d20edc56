import type { Dictionary } from '../types';

export const residents = {
  title: 'Residents',
} as const satisfies Dictionary;
