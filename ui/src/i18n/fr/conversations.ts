import type { conversations as en } from '../en/conversations';
import type { Translation } from '../types';

export const conversations: Translation<typeof en> = {
  title: 'Conversations',
};
