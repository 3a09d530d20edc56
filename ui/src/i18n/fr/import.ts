import type { imports as en } from '../en/import';
import type { Translation } from '../types';

export const imports: Translation<typeof en> = {
  title: 'Importation',
};
