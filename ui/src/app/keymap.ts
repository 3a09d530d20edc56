import type { KeyHint } from '../components/KeyHints';
import { modifier } from '../components/shortcuts';
import type { Translate } from '../i18n/translate';

/** The keys of the window. Each is pressed with `useShortcut`; whoever uses it takes it from here. */
export const keys = {
  search: 'mod+k',
  next: 'j',
  previous: 'k',
  escape: 'Escape',
  reply: 'r',
  note: 'n',
  closeOrReopen: 'e',
  send: 'mod+Enter',
  help: '?',
} as const;

/** The same keys with words, for the person who pressed *?*. */
export function keyHints(t: Translate): KeyHint[] {
  return [
    { keys: [modifier(), 'K'], does: t('app.keySearch') },
    { keys: ['J', '↓'], does: t('app.keyDown') },
    { keys: ['K', '↑'], does: t('app.keyUp') },
    { keys: [t('common.keyEnter')], does: t('app.keyOpen') },
    { keys: [t('common.keyEscape')], does: t('app.keyEscape') },
    { keys: ['R'], does: t('app.keyReply') },
    { keys: ['N'], does: t('app.keyNote') },
    { keys: ['E'], does: t('app.keyClose') },
    { keys: [modifier(), t('common.keyEnter')], does: t('app.keySend') },
    { keys: ['?'], does: t('app.keyHelp') },
  ];
}
