import { Lock, type LucideIcon, MessageSquareQuote, PenLine, Send } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { DraftKind, EntryView, SaidWhere, ThreadHead } from '../../bridge/bindings';
import { problemOf } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import { useOpenPanel } from '../../components/navigation';
import { RadioGroup } from '../../components/RadioGroup';
import { isMac, modifier } from '../../components/shortcuts';
import { TextArea } from '../../components/TextArea';
import { useSetting, useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { problemWords } from '../../i18n/problemWords';
import { ReplyList } from '../replies/ReplyList';
import { useReplyPicker } from '../replies/useReplyPicker';
import { AttachButton, AttachedFiles } from './Attach';
import { CameBetween } from './CameBetween';
import styles from './Composer.module.css';
import type { Drafts } from './useDrafts';
import type { Files } from './useFiles';
import { useWriting } from './useWriting';
import { writesIn } from './words';

interface WriteFieldProps {
  kind: DraftKind;
  head: ThreadHead;
  drafts: Drafts;
  files: Files;
  areaRef: RefObject<HTMLTextAreaElement | null>;
  onWritten: (entry: EntryView) => void;
}

const ICONS: Record<DraftKind, LucideIcon> = { message: Send, note: Lock, said: PenLine };

/** The field, what is to be known before sending, and the button. The words stay until the core has them. */
export function WriteField({ kind, head, drafts, files, areaRef, onWritten }: WriteFieldProps) {
  const t = useT();
  const name = firstName(head.resident);
  const [where, setWhere] = useState<SaidWhere>('desk');
  const fieldRef = useRef<HTMLDivElement>(null);
  const writing = useWriting({
    conversation: head.id,
    kind,
    where,
    drafts,
    onWritten: (entry) => {
      onWritten(entry);
      if (kind === 'message') files.clear();
      // Whoever has gone on to another place meanwhile stays there.
      const at = document.activeElement;
      if (at === document.body || fieldRef.current?.contains(at)) areaRef.current?.focus();
    },
  });
  const text = drafts.texts[kind];
  const problem = writing.problem === null ? null : problemOf(writing.problem);
  const between = problem?.kind === 'came_between' ? problem.entries : null;
  const words = {
    message: [
      t('conversations.messageLabel', { name }),
      t('conversations.messagePlaceholder', { name }),
      t('conversations.send'),
    ],
    note: [t('conversations.noteForStaff'), t('conversations.notePlaceholder'), t('conversations.saveNote')],
    said: [
      t('conversations.saidLabel'),
      t('conversations.saidPlaceholder', { name }),
      t('conversations.writeDown'),
    ],
  } as const;
  const [label, placeholder, verb] = words[kind];

  const write = (next: string) => {
    writing.forgetProblem();
    drafts.write(kind, next);
  };
  const picker = useReplyPicker({
    place: { of: 'conversation', id: head.id },
    text,
    onText: write,
    areaRef,
  });
  const isMessage = kind === 'message';

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isMessage && picker.onKeyDown(event)) return;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (!(isMac() ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    if (kind !== 'message' || files.coming === null) void writing.send();
  };

  return (
    <div ref={fieldRef} className={styles.write} data-kind={kind}>
      {kind === 'message' && !head.has_email && <NoEmail head={head} />}
      {isMessage && <ReplyList picker={picker} />}
      <TextArea
        {...(isMessage ? picker.field : {})}
        label={label}
        labelHidden
        placeholder={placeholder}
        rows={2}
        maxRows={9}
        areaRef={areaRef}
        value={text}
        isReadOnly={writing.isSending}
        onChange={(next) => {
          write(next);
          if (isMessage) picker.typed(next);
        }}
        onBlur={() => {
          drafts.flush();
          picker.close();
        }}
        onKeyDown={onKeyDown}
      />
      {between === null ? (
        <Troubles sending={writing.problem} draft={drafts.problem} />
      ) : (
        <CameBetween
          head={head}
          entries={between}
          isSending={writing.isSending}
          onSend={() => void writing.send(between.at(-1)?.id ?? null)}
          onGoOn={() => {
            writing.forgetProblem();
            areaRef.current?.focus();
          }}
        />
      )}
      {kind === 'message' && <AttachedFiles files={files} />}
      <div className={styles.bar}>
        {isMessage && <AttachButton files={files} />}
        {isMessage && (
          <IconButton icon={MessageSquareQuote} label={t('replies.pick')} onPress={picker.open} />
        )}
        {kind === 'said' && (
          <RadioGroup<SaidWhere>
            label={t('conversations.saidWhere')}
            labelHidden
            orientation="horizontal"
            value={where}
            onChange={setWhere}
            choices={[
              { value: 'desk', label: t('conversations.atTheDesk') },
              { value: 'phone', label: t('conversations.byPhone') },
            ]}
          />
        )}
        <Hint kind={kind} head={head} />
        <span className={styles.keys} aria-hidden>
          {modifier()} + {t('common.keyEnter')}
        </span>
        <Button
          variant="primary"
          icon={ICONS[kind]}
          // R31: what is still on its way would stay behind.
          isDisabled={text.trim() === '' || (kind === 'message' && files.coming !== null)}
          isPending={writing.isSending}
          onPress={() => void writing.send()}
        >
          {verb}
        </Button>
      </div>
    </div>
  );
}

function Hint({ kind, head }: Pick<WriteFieldProps, 'kind' | 'head'>) {
  const t = useT();
  const { language } = useSetting();
  const words = {
    // Only news is worth the place: who writes in the language of the screen needs no mention.
    message: head.language === language ? '' : writesIn(t, firstName(head.resident), head.language),
    note: t('conversations.noteHint'),
    said: t('conversations.saidHint'),
  };
  return <span className={styles.hint}>{words[kind]}</span>;
}

function NoEmail({ head }: { head: ThreadHead }) {
  const t = useT();
  const openPanel = useOpenPanel();
  return (
    <Banner
      tone="warning"
      shape="box"
      action={
        <Button onPress={() => openPanel('resident', head.resident_id)}>
          {t('conversations.viewResident')}
        </Button>
      }
    >
      {t('conversations.noEmail', { name: firstName(head.resident) })}
    </Banner>
  );
}

/** What went wrong, beside the words that it happened to. */
function Troubles({ sending, draft }: { sending: unknown; draft: unknown }) {
  const t = useT();
  const said = (error: unknown) => problemWords(t, problemOf(error));
  if (sending === null && draft === null) return null;
  return (
    <div role="alert" className={styles.problem}>
      {sending !== null ? (
        <>
          {t('conversations.notSent')} {said(sending)}
        </>
      ) : (
        <>
          {t('conversations.draftNotKept')} {said(draft)}
        </>
      )}
    </div>
  );
}
