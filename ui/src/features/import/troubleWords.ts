import { problemWords } from '../../i18n/problemWords';
import type { Translate } from '../../i18n/translate';
import type { ImportTrouble } from './importer';

/** Says why an import does not go on, and the way out. */
export function troubleWords(t: Translate, trouble: ImportTrouble): string {
  return trouble.kind === 'unreadable_file' ? t('import.unreadableFile') : problemWords(t, trouble);
}
