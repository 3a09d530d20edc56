import type { replies as en } from '../en/replies';
import type { Translation } from '../types';

export const replies: Translation<typeof en> = {
  add: 'Ajouter une réponse enregistrée',
  added: '« {name} » ajoutée',
  edit: 'Modifier « {name} »',
  english: 'Texte en anglais',
  everybody: 'Partagée',
  everybodyHint: 'Pour tout le personnel',
  found: { one: '{count} réponse enregistrée', other: '{count} réponses enregistrées' },
  french: 'Texte en français',
  lacking: 'Aucune valeur ici pour : {names}. Complétez avant d’envoyer.',
  lacks: 'à compléter',
  name: 'Nom',
  nameHint: 'Ce que vous tapez après / pour la trouver.',
  none: 'Aucune réponse enregistrée',
  noneFits: 'Aucune réponse enregistrée ne correspond.',
  noneWords:
    'Écrivez une fois ce que vous répondez chaque jour ; tapez / là où vous écrivez pour l’utiliser.',
  noneYet:
    'Il n’y a pas encore de réponses enregistrées. Ajoutez-les dans Réglages, sous Réponses enregistrées.',
  pick: 'Réponses enregistrées (tapez /)',
  placeholder_amount: 'le montant',
  placeholder_event: 'l’événement',
  placeholder_place: 'le lieu',
  placeholder_resident: 'le résident',
  placeholder_time: 'l’heure',
  placeholders:
    '{list} sont remplis d’après la réservation. Le texte part dans la langue du résident ; si celui-ci est vide, dans l’autre.',
  remove: 'Supprimer',
  removeTitle: 'Supprimer « {name} » ?',
  removeWords: 'Les messages écrits avec elle restent tels quels.',
  removed: '« {name} » supprimée',
  saved: '« {name} » enregistrée',
  title: 'Réponses enregistrées',
  words: 'Tapez / là où vous écrivez à un résident pour en utiliser une.',
  yours: 'La vôtre',
};
