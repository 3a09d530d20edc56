import type { Trouble } from '../../bridge/call';
import { problemWords } from '../../i18n/problemWords';
import type { Translate } from '../../i18n/translate';

/** What the core said about the party, for the field itself; nothing where it was about something else. */
export function partyFault(t: Translate, problem: Trouble | null): string | undefined {
  switch (problem?.kind) {
    case 'no_room':
    case 'no_guests':
    case 'empty_party':
      return problemWords(t, problem);
    default:
      return undefined;
  }
}
