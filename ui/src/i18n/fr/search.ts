import type { search as en } from '../en/search';
import type { Translation } from '../types';

export const search: Translation<typeof en> = {
  actions: 'Faire',
  attachment: 'Pièce jointe :',
  byMe: 'Vous',
  colon: ' :',
  field: 'Rechercher des résidents, des réservations, des conversations, des messages et des commandes',
  found: { one: '{count} résultat', other: '{count} résultats' },
  goTo: 'Aller à',
  kind_note: 'Note :',
  kind_said_at_desk: 'Dit à la réception :',
  kind_said_by_phone: 'Dit par téléphone :',
  messages: 'Messages et notes',
  more: 'Afficher des messages plus anciens',
  nothing:
    'Aucun résultat pour « {text} ». Essayez un nom, un appartement, une référence, un événement ou un mot d’un message.',
  placeholder: 'Nom, appartement, référence, mot d’un message, commande…',
  results: 'Résultats',
  suite: 'Appartement {suite}',
  title: 'Recherche',
};
