import type { search as en } from '../en/search';
import type { Translation } from '../types';

export const search: Translation<typeof en> = {
  field: 'Rechercher des résidents, des réservations et des conversations',
  found: { one: '{count} résultat', other: '{count} résultats' },
  goTo: 'Aller à',
  nothing:
    'Aucun résultat pour « {text} ». Essayez un nom, un appartement, une référence de réservation ou un événement.',
  placeholder: 'Nom, appartement, référence, événement…',
  results: 'Résultats',
  suite: 'Appartement {suite}',
  title: 'Recherche',
};
