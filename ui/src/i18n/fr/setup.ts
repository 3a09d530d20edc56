import type { setup as en } from '../en/setup';
import type { Translation } from '../types';

export const setup: Translation<typeof en> = {
  address: 'Adresse',
  buildingName: 'Nom de l’immeuble',
  buildingTitle: 'L’immeuble',
  buildingWords: 'Tout ceci peut être modifié plus tard dans les réglages.',
  codeDone: 'Aller à la réception',
  codeKept: 'Je l’ai noté par écrit',
  codeTitle: 'Votre code de secours',
  codeWords:
    'Avec ce code, un administrateur qui a oublié son mot de passe retrouve l’accès. Il n’est affiché qu’une fois : notez-le sur papier et gardez-le là où seuls les administrateurs le trouveront.',
  currency: 'Monnaie',
  email: 'Adresse courriel',
  finish: 'Installer',
  folder: 'Tout est conservé sur cet ordinateur, dans {folder}',
  language: 'Langue',
  name: 'Votre nom',
  newBuilding: 'Installer un immeuble',
  newBuildingWords: 'Deux minutes suffisent. Vous en devenez le premier administrateur.',
  password: 'Mot de passe',
  passwordWords: 'Au moins 8 caractères. Quelques mots à la suite se retiennent facilement.',
  personTitle: 'Vous, le premier administrateur',
  personWords:
    'Vous vous connecterez ainsi. Les collègues s’ajoutent plus tard, chacun avec son propre mot de passe.',
  sample: 'Visiter l’immeuble d’exemple',
  sampleMaking: 'L’immeuble d’exemple est en cours d’aménagement…',
  sampleWords: 'Résidents, événements, réservations et conversations, tous inventés.',
  step: 'Étape {step} sur 2',
  timeZone: 'Fuseau horaire',
  timeZoneWords: 'Toutes les heures affichées sont celles de l’immeuble.',
  title: 'Installer Lobby',
  welcome: 'Bienvenue dans Lobby',
  welcomeWords:
    'La réception de votre immeuble : qui a réservé quoi, et la conversation avec chaque résident à ce sujet.',
};
