import type { Dictionary } from '../types';

export const imports = {
  title: 'Import',
} as const satisfies Dictionary;
