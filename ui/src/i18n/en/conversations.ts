import type { Dictionary } from '../types';

export const conversations = {
  title: 'Conversations',
} as const satisfies Dictionary;
