import type { Field, FieldFault } from '../bridge/bindings';
import { problemOf } from '../bridge/call';
import { problemWords } from '../i18n/problemWords';
import type { Translate } from '../i18n/translate';

/** What is wrong in a form: the words beside fields, and the words above the buttons for everything else. */
export interface Faults {
  /** Words for a field; undefined while it is as it should be. */
  of: (field: Field) => string | undefined;
  /** What concerns no field of the form. */
  whole: string | undefined;
}

/** Sorts what the core said about a form to its fields. */
export function faultsOf(t: Translate, error: unknown, shown: readonly Field[]): Faults {
  if (error === null || error === undefined) return { of: () => undefined, whole: undefined };
  const problem = problemOf(error);
  if (problem.kind === 'invalid' && shown.includes(problem.field)) {
    const { field, fault } = problem;
    return { of: (asked) => (asked === field ? fieldWords(t, field, fault) : undefined), whole: undefined };
  }
  return { of: () => undefined, whole: problemWords(t, problem) };
}

/** What is wrong with one field, with what would be right where that can be said. */
export function fieldWords(t: Translate, field: Field, fault: FieldFault): string {
  if (field === 'password' && fault === 'too_short') return t('problems.password_too_short');
  if (field === 'email' && fault === 'malformed') return t('problems.email_malformed');
  if (field === 'email' && fault === 'taken') return t('problems.email_taken');
  if (field === 'folder' && fault === 'malformed') return t('problems.folder_malformed');
  if (field === 'lock_after') return t('problems.lock_after');
  return t(`problems.fault_${fault}`);
}
