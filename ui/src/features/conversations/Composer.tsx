import { memo, useEffect, useRef, useState } from 'react';
import type { DraftKind, DraftView, EntryView, FileView, ThreadHead } from '../../bridge/bindings';
import { Tabs } from '../../components/Tabs';
import { useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { ClosedNotice } from './ClosedNotice';
import styles from './Composer.module.css';
import { useDrafts } from './useDrafts';
import { useFiles } from './useFiles';
import { WriteField } from './WriteField';

/** Somebody asked for a composer, by key or menu; the count tells one asking from the next. */
export interface WriteRequest {
  kind: DraftKind;
  count: number;
}

interface ComposerProps {
  head: ThreadHead;
  /** R28: what this person has begun to write. */
  kept: readonly DraftView[];
  /** R31: what this person has attached to it. */
  attached: readonly FileView[];
  request: WriteRequest | null;
  onWritten: (entry: EntryView) => void;
  onReopen: () => void;
}

/** Where staff write: to the resident, for each other, or what was said (R20, R24, R33). */
export const Composer = memo(function Composer(props: ComposerProps) {
  const { head, kept, attached, request, onWritten, onReopen } = props;
  const t = useT();
  const name = firstName(head.resident);
  const drafts = useDrafts(head.id, kept);
  const files = useFiles(head.id, attached);
  const [kind, setKind] = useState<DraftKind>('message');
  const area = useRef<HTMLTextAreaElement>(null);

  const [asked, setAsked] = useState(request);
  if (asked !== request) {
    setAsked(request);
    if (request !== null) setKind(request.kind);
  }
  useEffect(() => {
    if (request !== null) area.current?.focus();
  }, [request]);

  const isClosed = head.state === 'closed';
  const content = (of: DraftKind) =>
    // R25: a closed conversation takes no reply; a note is none.
    isClosed && of !== 'note' ? (
      <ClosedNotice kind={of} hasDraft={drafts.texts[of].trim() !== ''} onReopen={onReopen} />
    ) : (
      <WriteField kind={of} head={head} drafts={drafts} files={files} areaRef={area} onWritten={onWritten} />
    );
  return (
    <div className={styles.composer}>
      <Tabs<DraftKind>
        label={t('conversations.composer')}
        selected={kind}
        onSelect={setKind}
        tabs={[
          { id: 'message', label: t('conversations.replyTo', { name }), content: content('message') },
          { id: 'note', label: t('conversations.noteForStaff'), content: content('note') },
          { id: 'said', label: t('conversations.said'), content: content('said') },
        ]}
      />
    </div>
  );
});
