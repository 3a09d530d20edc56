import type { BadLine, Problem } from '../bridge/bindings';
import type { Translate } from './translate';

type FileFault = Extract<Problem, { kind: 'file' }>['fault'];
type LineFault = BadLine['fault'];

/** Why a file is refused, and the way out (R7). */
export function fileFaultWords(t: Translate, fault: FileFault): string {
  switch (fault.kind) {
    case 'too_large':
      return t('import.file_too_large', { limit: fault.limit_megabytes });
    case 'wrong_kind':
      return t(`import.file_${fault.found}`);
    case 'too_many_columns':
      return t('import.file_too_many_columns', { limit: fault.limit });
    default:
      return t(`import.file_${fault.kind}`);
  }
}

/** Why a line is not taken, and the way out (R7). */
export function lineFaultWords(t: Translate, fault: LineFault): string {
  switch (fault.kind) {
    case 'undecodable':
      return fault.byte === null
        ? t('import.line_undecodable')
        : t('import.line_undecodable_byte', { byte: hexadecimal(fault.byte) });
    case 'ragged':
      return t('import.line_ragged', { found: fault.found, expected: fault.expected });
    case 'unclosed_quote':
      return t('import.line_unclosed_quote', { line: fault.until_line });
    case 'missing':
      return t('import.line_missing', { field: t(`import.field_${fault.field}`) });
    case 'unknown_word':
      return t('import.line_unknown_word', { field: t(`import.field_${fault.field}`) });
    case 'too_long':
      return t('import.line_too_long', { longest: fault.longest });
    case 'duplicate_key':
      return t('import.line_duplicate_key', { line: fault.earlier_line });
    case 'recurs_too_often':
      return t('import.line_recurs_too_often', { limit: fault.limit });
    default:
      return t(`import.line_${fault.kind}`);
  }
}

const hexadecimal = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');
