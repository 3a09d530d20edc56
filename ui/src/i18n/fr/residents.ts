import type { residents as en } from '../en/residents';
import type { Translation } from '../types';

export const residents: Translation<typeof en> = {
  title: 'Résidents',
};
