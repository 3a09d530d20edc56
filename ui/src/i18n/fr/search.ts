import type { search as en } from '../en/search';
import type { Translation } from '../types';

export const search: Translation<typeof en> = {
  title: 'Recherche',
};
