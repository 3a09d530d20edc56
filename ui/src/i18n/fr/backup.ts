import type { backup as en } from '../en/backup';
import type { Translation } from '../types';

export const backup: Translation<typeof en> = {
  title: 'Sauvegarde',
  words: 'Des copies de tout. Chacune est relue et ne compte que si elle est complète.',
  now: 'Sauvegarder maintenant',
  making: 'Sauvegarde en cours',
  made: 'La sauvegarde est faite',
  stopped: 'La sauvegarde a été arrêtée. Les précédentes sont restées telles quelles.',
  lastGood: 'La dernière bonne sauvegarde date du {at}.',
  noneYet: 'Aucune sauvegarde n’a encore été faite.',
  failingSince: 'Les sauvegardes échouent depuis le {since}.',
  failingLast: 'La dernière bonne date du {at}.',
  failingNone: 'Il n’y en a encore aucune bonne.',
  failingNext:
    'Vérifiez que le dossier ci-dessous existe, qu’on peut y écrire et que son disque a de la place, puis sauvegardez maintenant.',
  place: 'Où et quand',
  placeWords:
    'Une sauvegarde sur le même disque que les données ne protège pas contre la perte de ce disque : choisissez un dossier sur un autre.',
  folder: 'Dossier',
  folderWords: 'Le chemin complet. Laissez vide pour le dossier à côté des données.',
  folderNow: 'Les sauvegardes vont dans',
  daily: 'Chaque jour',
  saved: 'Le lieu et le moment des sauvegardes sont enregistrés',
  free: 'Place libre sur son disque : {size}.',
  unreachable: 'Le dossier est hors d’atteinte en ce moment. Branchez son disque ou choisissez-en un autre.',
  kept: {
    one: 'La {count} plus récente est conservée ; les plus anciennes s’effacent.',
    other: 'Les {count} plus récentes sont conservées ; les plus anciennes s’effacent.',
  },
  list: 'Sauvegardes',
  listWords: 'Dans ce dossier, la plus récente d’abord.',
  empty: 'Aucune sauvegarde dans ce dossier',
  emptyWords:
    'Celle de chaque jour se fait toute seule quand Lobby est ouvert. Sauvegardez maintenant pour en avoir une aussitôt.',
  emptyWordsNotDaily:
    'Sauvegardez maintenant pour en avoir une, et activez Chaque jour pour qu’elle se fasse toute seule.',
  restore: 'Restaurer…',
  restoreOf: 'Restaurer… {at}',
  restoreTitle: 'Revenir à la sauvegarde du {at} ?',
  restoreLost:
    'Tout ce qui est venu depuis n’y est pas : les réservations, les messages et ce qui attend dans la boîte d’envoi. Cela vaut pour tout le monde à cette réception.',
  restoreKept:
    'Les données actuelles sont conservées dans leur propre dossier. Tout le monde se connecte de nouveau.',
  restoreConfirm: 'Revenir à cette sauvegarde',
  restoring: 'Retour à la sauvegarde',
  restoreStopped: 'L’opération a été arrêtée : les données sont restées telles quelles.',
  wait: 'Un instant…',
  failing: 'Sauvegardes en échec',

  damagedTitle: 'Le fichier de cet immeuble est endommagé',
  damagedWords:
    'Lobby a constaté qu’il n’est plus tel qu’il a été écrit, ou que ce n’est pas un fichier de Lobby.',
  damagedSafe:
    'Rien n’a été modifié : le fichier reste tel quel, et il est conservé quoi que vous choisissiez ici.',
  read: 'Récupérer ce qui peut être lu',
  readWords: 'Lobby en fait un nouveau fichier. Aucune sauvegarde ne peut combler les lacunes.',
  readWordsFilled: 'Lobby en fait un nouveau fichier. La sauvegarde du {at} comble les lacunes.',
  goBack: 'Revenir à la sauvegarde du {at}',
  goBackWords:
    'Ce qui est venu depuis est repris du fichier endommagé, dans la mesure où il peut être lu ; ce qui attend dans la boîte d’envoi est conservé.',
  readingTitle: 'Récupération de ce qui peut être lu',
  goingBackTitle: 'Retour à la sauvegarde',
  runningWords: 'Laissez Lobby ouvert. Le fichier endommagé reste tel quel.',
  rows: 'Lignes examinées',
  looking: 'Examen des sauvegardes',
  readDone: 'Ce qui pouvait être lu est récupéré',
  goBackDone: 'La sauvegarde est en place',
  saved_rows: {
    one: '{count} résident, événement, réservation, conversation ou entrée est là.',
    other: '{count} résidents, événements, réservations, conversations et entrées sont là.',
  },
  waiting: {
    one: '{count} message attend dans la boîte d’envoi.',
    other: '{count} messages attendent dans la boîte d’envoi.',
  },
  waitingNone: 'Aucun message n’attend dans la boîte d’envoi.',
  filledFrom: 'La sauvegarde du {at} a comblé les lacunes.',
  wentBackTo: 'C’est la sauvegarde du {at}, avec ce qui a pu être repris du fichier endommagé.',
  unreadable: {
    one: '{count} ligne du fichier endommagé n’a pas pu être lue.',
    other: '{count} lignes du fichier endommagé n’ont pas pu être lues.',
  },
  unreadableNone: 'Toutes les lignes du fichier endommagé ont pu être lues.',
  unplaced: {
    one: '{count} ligne a été lue, mais pas ce à quoi elle appartient. Son texte est dans ce fichier :',
    other:
      '{count} lignes ont été lues, mais pas ce à quoi elles appartiennent. Leur texte est dans ce fichier :',
  },
  unplacedNoFile: {
    one: '{count} ligne a été lue, mais pas ce à quoi elle appartient. Elle est dans le fichier endommagé.',
    other:
      '{count} lignes ont été lues, mais pas ce à quoi elles appartiennent. Elles sont dans le fichier endommagé.',
  },
  aside: 'Le fichier endommagé est conservé dans ce dossier :',
};
