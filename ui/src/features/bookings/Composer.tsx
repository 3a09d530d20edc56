import { MessageSquareQuote, MessageSquareText, Send, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type BookingPanel, commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { IconButton } from '../../components/IconButton';
import { useOpenConversation } from '../../components/navigation';
import { isMac, modifier } from '../../components/shortcuts';
import { TextArea } from '../../components/TextArea';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import { problemWords } from '../../i18n/problemWords';
import { ReplyList } from '../replies/ReplyList';
import { useReplyPicker } from '../replies/useReplyPicker';

import styles from './Composer.module.css';
import { useBookingDraft } from './useBookingDraft';

interface ComposerProps {
  panel: BookingPanel;
  /** Counts up whenever the person asks for the composer: it takes the focus then. */
  asked: number;
  onPutAway: () => void;
  /** Whether there are words, which must not vanish when a colleague is earlier (R12). */
  onWords: (written: boolean) => void;
}

/** R12: the first message of a booking's conversation. Nothing begins before it is sent. */
export function Composer({ panel, asked, onPutAway, onWords }: ComposerProps) {
  const t = useT();
  const { text, write, flush, forget, failed } = useBookingDraft(panel.row.id, panel.draft);
  const area = useRef<HTMLTextAreaElement>(null);
  const resident = firstName(panel.row.resident);
  const isBlank = text.trim() === '';
  const wasStarted = panel.row.conversation.offer === 'view';
  const { start, isPending, problem } = useStart(panel.row.id, flush, forget);

  useEffect(() => {
    if (asked === 0) return;
    // The panel takes the focus as it opens, and a menu gives it back as it closes: this comes after both.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => area.current?.focus()));
    return () => cancelAnimationFrame(frame);
  }, [asked]);
  useEffect(() => onWords(!isBlank), [isBlank, onWords]);

  const send = () => {
    if (!isBlank && !isPending) void start(text);
  };
  const picker = useReplyPicker({
    place: { of: 'booking', id: panel.row.id },
    text,
    onText: write,
    areaRef: area,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (picker.onKeyDown(event)) return;
    if (event.key !== 'Enter' || !(isMac() ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    send();
  };

  return (
    <section className={styles.composer} aria-label={t('bookings.composeTitle', { resident })}>
      <div className={styles.head}>
        <h3 className={styles.title}>{t('bookings.composeTitle', { resident })}</h3>
        <IconButton icon={X} label={t('bookings.putAway')} onPress={() => void flush().then(onPutAway)} />
      </div>
      {wasStarted && (
        <Banner tone="info" shape="box">
          {t('bookings.startedMeanwhile')}
        </Banner>
      )}
      <ReplyList picker={picker} />
      <TextArea
        {...picker.field}
        label={t('bookings.composeLabel', { resident })}
        labelHidden
        description={t('bookings.composeHint')}
        areaRef={area}
        value={text}
        onChange={(next) => {
          write(next);
          picker.typed(next);
        }}
        onBlur={() => {
          void flush();
          picker.close();
        }}
        onKeyDown={onKeyDown}
        rows={4}
        maxRows={12}
      />
      {(problem !== null || failed) && (
        <Banner tone="danger" shape="box">
          {problem === null ? t('bookings.draftNotKept') : problemWords(t, problem)}
        </Banner>
      )}
      <div className={styles.foot}>
        <IconButton icon={MessageSquareQuote} label={t('replies.pick')} onPress={picker.open} />
        <span className={styles.language}>
          {t(`bookings.writesIn_${panel.resident.language}`, { resident })}
        </span>
        <span className={styles.keys} aria-hidden>
          {t('bookings.sendKeys', { modifier: modifier() })}
        </span>
        <Button
          variant="primary"
          icon={wasStarted ? MessageSquareText : Send}
          isDisabled={isBlank}
          isPending={isPending}
          onPress={send}
        >
          {wasStarted ? t('bookings.goToConversation') : t('bookings.send')}
        </Button>
      </div>
    </section>
  );
}

/** R10, R12: begins the conversation and goes to it; where a colleague was earlier, says so. */
function useStart(id: string, flush: () => Promise<void>, forget: () => void) {
  const t = useT();
  const openConversation = useOpenConversation();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const start = async (text: string) => {
    setPending(true);
    try {
      // A draft on its way must not arrive after the conversation has begun: it would be one in it.
      await flush();
      const started = await call(commands.startConversation(id, text));
      forget();
      if (started.outcome === 'colleague_was_earlier') {
        toasts.done(t('bookings.colleagueWasEarlier', { name: started.by }));
      }
      openConversation(started.id);
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };
  return { start, isPending, problem };
}
