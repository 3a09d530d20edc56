import { useEffect, useRef } from 'react';
import type { OfferedReply, Placeholder } from '../../bridge/bindings';
import { problemOf } from '../../bridge/call';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import type { Translate } from '../../i18n/translate';
import styles from './ReplyList.module.css';
import type { ReplyPicker } from './useReplyPicker';

/** The saved replies that fit what was typed after the slash; the focus stays in the field (R30). */
export function ReplyList({ picker }: { picker: ReplyPicker }) {
  const t = useT();
  const { shown, error } = picker;
  const told =
    error !== null
      ? problemWords(t, problemOf(error))
      : shown === null
        ? ''
        : picker.isEmpty
          ? t('replies.noneYet')
          : shown.length === 0
            ? t('replies.noneFits')
            : t('replies.found', { count: shown.length });
  return (
    <>
      {shown !== null && shown.length > 0 && (
        <div role="listbox" id={picker.listId} aria-label={t('replies.title')} className={styles.list}>
          {shown.map((reply) => (
            <Option key={reply.id} reply={reply} picker={picker} />
          ))}
        </div>
      )}
      {(error !== null || shown?.length === 0) && <p className={styles.none}>{told}</p>}
      {picker.lacking.length > 0 && shown === null && (
        <p className={styles.lacking}>{lackingWords(t, picker.lacking)}</p>
      )}
      <p role="status" className="visually-hidden">
        {told}
        {shown === null && picker.lacking.length > 0 && lackingWords(t, picker.lacking)}
      </p>
    </>
  );
}

function Option({ reply, picker }: { reply: OfferedReply; picker: ReplyPicker }) {
  const t = useT();
  const here = useRef<HTMLDivElement>(null);
  const isActive = reply.id === picker.active?.id;
  useEffect(() => {
    if (isActive) here.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field.
    <div
      ref={here}
      id={picker.optionId(reply)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={styles.option}
      // The field keeps the focus, and the caret its place.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => picker.pick(reply)}
    >
      <span className={styles.name}>{reply.name}</span>{' '}
      <span className={styles.words} lang={reply.language}>
        {reply.text}
      </span>
      {reply.lacking.length > 0 && <span className={styles.lacks}> {t('replies.lacks')}</span>}
    </div>
  );
}

/** What has to be filled in by hand, by the names that the resident's booking has no value for. */
export function lackingWords(t: Translate, lacking: readonly Placeholder[]): string {
  const names = lacking.map((placeholder) => t(`replies.placeholder_${placeholder}`)).join(', ');
  return t('replies.lacking', { names });
}
