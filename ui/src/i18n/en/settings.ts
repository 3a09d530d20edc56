import type { Dictionary } from '../types';

export const settings = {
  title: 'Settings',
} as const satisfies Dictionary;
