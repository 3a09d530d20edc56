import type { problems as en } from '../en/problems';
import type { Translation } from '../types';

export const problems: Translation<typeof en> = {
  message_gone: 'Le message est parti, en chemin, ou peut-être parti. Rien n’a été changé.',
  no_mailbox: 'L’immeuble n’a pas de boîte courriel. Connectez-en une dans Réglages → Boîte courriel.',
  password_not_kept:
    'Le mot de passe n’a pas pu être gardé, rien n’a donc été changé. Ouvrez le trousseau de ce système et réessayez.',
  fault_not_encrypted: 'Un mot de passe passerait en clair sur le réseau. Choisissez TLS ou STARTTLS.',
  not_signed_in: 'Personne n’est connecté.',
  locked: 'L’écran est verrouillé.',
  not_allowed: 'Votre groupe d’autorisations ne le permet pas.',
  not_found: 'Cet élément n’existe plus. Rien n’a été modifié.',
  not_found_backup: 'Cette sauvegarde n’est plus dans le dossier. Rien n’a été modifié.',
  wrong_password: 'Le nom ou le mot de passe est incorrect.',
  must_wait: {
    one: 'Trop de mots de passe incorrects. Attendez {count} seconde, puis réessayez.',
    other: 'Trop de mots de passe incorrects. Attendez {count} secondes, puis réessayez.',
  },
  wrong_recovery_code: 'Le code de secours est incorrect.',
  already_set_up: 'L’immeuble est déjà installé.',
  words: 'Écrivez d’abord quelque chose ; un texte compte au plus 100 000 caractères.',
  status_forbids: 'La réservation a changé entre-temps et ne le permet plus.',
  no_room: {
    one: 'Il ne reste que {count} place. Rien n’a été modifié.',
    other: 'Il ne reste que {count} places. Rien n’a été modifié.',
  },
  no_room_none: 'Il ne reste aucune place. Rien n’a été modifié.',
  reason_missing: 'Écrivez la raison : le résident en est informé.',
  empty_party: 'Un groupe compte au moins une personne.',
  no_guests: 'Cet événement n’accepte pas d’invités.',
  nothing_to_pay: 'Il n’y a rien à payer pour cette réservation.',
  not_bookable: 'Cet événement n’a pas de réservations.',
  no_responses: 'Cet événement n’a pas de réponses.',
  has_bookings: 'L’événement a des réservations ; il doit continuer d’en accepter.',
  no_email: 'Le résident n’a pas d’adresse courriel. Ajoutez-en une d’abord.',
  files_too_large:
    'Les fichiers d’un message ne peuvent dépasser 25 Mo ensemble. Retirez-en un, ou envoyez-le avec un autre message.',
  came_between: 'Quelqu’un a écrit entre-temps. Regardez avant d’envoyer.',
  placeholder_left:
    'Le message contient encore un repère pour {name}, sans valeur. Écrivez-la, ou retirez le repère ; votre texte est conservé.',
  conversation_closed: 'La conversation est fermée. Rouvrez-la pour répondre ; votre texte est conservé.',
  already_closed: 'La conversation est déjà fermée.',
  already_open: 'La conversation est déjà ouverte.',
  has_booking: 'La conversation porte déjà sur une réservation. Rien n’a été changé.',
  other_resident: 'La réservation est celle d’un autre résident. Rien n’a été changé.',
  last_administrator: 'L’immeuble se retrouverait sans administrateur.',
  group_in_use: 'Le groupe d’autorisations a encore des membres. Placez-les d’abord dans un autre groupe.',
  no_room_on_disk:
    'Il n’y a pas assez de place sur le disque de {folder} : il faut {needed} Mo, {free} Mo sont libres. Rien n’a été modifié ; libérez de l’espace, puis réessayez.',
  backup_damaged:
    'La sauvegarde est endommagée et ne peut pas servir. Rien n’a été modifié ; choisissez-en une autre.',
  nobody_left:
    'Rien ne peut être lu des personnes qui peuvent se connecter, et il n’y a aucune bonne sauvegarde. Le fichier est conservé tel quel. Branchez le disque des sauvegardes, ou placez une sauvegarde (ses deux fichiers, .db et .sums) dans le dossier des sauvegardes, puis réessayez ; ou copiez les détails pour la personne qui s’occupe de Lobby.',
  already_at_work:
    'Une sauvegarde ou une restauration est déjà en cours. Attendez qu’elle soit terminée, puis réessayez.',
  work_stopped: 'L’opération a été arrêtée. Rien n’a été modifié.',
  nothing_to_rescue: 'Il n’y a plus rien à récupérer d’ici. Réessayez pour voir où en sont les choses.',
  import_stopped: 'L’importation a été arrêtée. Rien n’a été modifié.',
  import_outdated: 'Les données ont changé depuis l’aperçu. Consultez d’abord un nouvel aperçu.',
  storage_disk_full: 'Le disque est plein. Rien n’a été enregistré ; libérez de l’espace, puis réessayez.',
  storage_disk_failing:
    'Le disque signale une erreur. L’enregistrement a échoué ; ce qui était déjà enregistré est en sécurité. Réessayez et faites vérifier le disque.',
  storage_read_only: 'Impossible d’écrire dans le dossier. Rien n’a été enregistré.',
  storage_no_folder: 'Le dossier n’existe pas ou ne peut pas être lu.',
  storage_damaged: 'Le fichier est endommagé ou n’est pas un fichier de Lobby. Il a été laissé tel quel.',
  storage_made_by_newer:
    'Ce fichier vient d’une version plus récente de Lobby. Il a été laissé tel quel ; mettez Lobby à jour sur cet ordinateur.',
  storage_network_share:
    'Le dossier se trouve sur un partage réseau. Choisissez un dossier de cet ordinateur.',
  storage_in_use: 'Lobby est déjà ouvert avec ce dossier.',
  storage_other: 'L’enregistrement a échoué. Ce qui était déjà enregistré est en sécurité.',
  unreachable: 'Lobby n’a pas répondu. Ce qui était déjà enregistré est en sécurité ; réessayez.',
  unexpected: 'Cela n’a pas fonctionné. Ce qui était déjà enregistré est en sécurité ; réessayez.',
  fault_missing: 'Ce champ est nécessaire.',
  fault_too_short: 'C’est trop court.',
  fault_too_long: 'C’est trop long.',
  fault_malformed: 'Ce n’est pas de la bonne forme.',
  fault_taken: 'C’est déjà pris.',
  fault_unknown: 'Choisissez dans la liste.',
  fault_ends_before_it_starts: 'La fin précède le début.',
  fault_only_community_events: 'Seul un événement communautaire peut exiger une réservation.',
  password_too_short: 'Un mot de passe compte au moins 8 caractères.',
  email_malformed: 'Ce n’est pas une adresse courriel, comme nom@example.com.',
  email_taken: 'Quelqu’un d’autre a déjà cette adresse courriel.',
  folder_malformed: 'Écrivez le chemin complet d’un dossier, comme D:\\Sauvegardes ou /mnt/sauvegardes.',
  lock_after: 'Choisissez entre 1 et 240 minutes.',
};
