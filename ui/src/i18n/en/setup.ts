import type { Dictionary } from '../types';

export const setup = {
  title: 'Set up Lobby',
} as const satisfies Dictionary;
