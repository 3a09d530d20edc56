import type { ConversationRow } from '../bridge/bindings';
import type { Translate } from './translate';

/** The name by which people call somebody: *Ana* of *Ana Moreau*. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** The last words of a conversation, and whose they are (R40). */
export function lastWords(t: Translate, { words, words_by: by }: ConversationRow): string {
  if (by.who === 'resident') return words;
  if (by.who === 'elsewhere') return t('mail.wordsElsewhere', { words });
  switch (by.entry_kind) {
    case 'note':
      return by.who === 'me'
        ? t('conversations.wordsNoteMine', { words })
        : t('conversations.wordsNote', { name: firstName(by.name), words });
    case 'said_at_desk':
      return t('conversations.wordsDesk', { words });
    case 'said_by_phone':
      return t('conversations.wordsPhone', { words });
    default:
      return by.who === 'me'
        ? t('conversations.wordsMine', { words })
        : t('conversations.wordsColleague', { name: firstName(by.name), words });
  }
}
