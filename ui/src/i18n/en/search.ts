import type { Dictionary } from '../types';

export const search = {
  title: 'Search',
} as const satisfies Dictionary;
