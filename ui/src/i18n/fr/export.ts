import type { exported as en } from '../en/export';
import type { Translation } from '../types';

export const exported: Translation<typeof en> = {
  bookings: 'Réservations',
  bookingsWords: 'Chacune, avec qui l’a faite. L’importation lit ce fichier.',
  conversations: 'Conversations',
  conversationsWords: 'Chaque message, note et étape, une par ligne.',
  done: { one: 'Une ligne enregistrée dans {path}', other: '{rows} lignes enregistrées dans {path}' },
  record: 'Registre',
  recordWords: 'Qui a fait quoi, depuis le premier jour.',
  residents: 'Résidents',
  residentsWords: 'Tout le monde, même les personnes parties. L’importation lit ce fichier.',
  save: 'Enregistrer en CSV',
  saveOf: 'Enregistrer en CSV : {what}',
  title: 'Exportation',
  transcript: 'Enregistrer en texte',
  transcriptDone: 'La conversation est enregistrée dans {path}',
  transcriptNotes: 'Enregistrer en texte, notes comprises',
  words: 'Les fichiers vont dans vos Téléchargements. Le registre dit qui a enregistré quoi, et quand.',
};
