import type { Trouble } from '../bridge/call';
import { fileFaultWords, lineFaultWords } from './faultWords';
import type { Translate } from './translate';

/** Says a problem in the person's language: what happened, what is safe, what to do. */
export function problemWords(t: Translate, problem: Trouble): string {
  switch (problem.kind) {
    case 'must_wait':
      return t('problems.must_wait', { count: problem.seconds });
    case 'no_room':
      return problem.places_left === 0
        ? t('problems.no_room_none')
        : t('problems.no_room', { count: problem.places_left });
    case 'placeholder_left':
      return t('problems.placeholder_left', { name: t(`replies.placeholder_${problem.placeholder}`) });
    case 'not_found':
      return problem.what === 'backup' ? t('problems.not_found_backup') : t('problems.not_found');
    case 'no_room_on_disk':
      return t('problems.no_room_on_disk', {
        folder: problem.folder,
        needed: Math.ceil(megabytes(problem.needed_kib)),
        free: Math.floor(megabytes(problem.free_kib)),
      });
    case 'invalid':
      return t(`problems.fault_${problem.fault}`);
    case 'storage':
      return t(`problems.storage_${problem.fault}`);
    case 'file':
      return fileFaultWords(t, problem.fault);
    case 'line':
      return t('import.line_problem', { line: problem.line, words: lineFaultWords(t, problem.fault) });
    default:
      return t(`problems.${problem.kind}`);
  }
}

const megabytes = (kib: number) => (kib * 1.024) / 1000;

/** The technical part of a problem, to be copied; nothing where the words say it all. */
export function problemDetails(problem: Trouble): string {
  return 'detail' in problem ? problem.detail : '';
}
