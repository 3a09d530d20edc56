import type { setup as en } from '../en/setup';
import type { Translation } from '../types';

export const setup: Translation<typeof en> = {
  title: 'Installer Lobby',
};
