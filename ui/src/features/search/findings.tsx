import { ChevronsDown, CircleDot, Lock, MessageCircle, MessagesSquare, Paperclip, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationRow, EventHead, FoundMessage, SearchResults } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import type { MenuAction } from '../../components/Menu';
import type { Format } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';
import type { Place } from './SearchDialog';
import styles from './SearchDialog.module.css';

/** One line of what was found. */
export interface Finding {
  key: string;
  leading: ReactNode;
  name: string;
  more: ReactNode;
  end: string;
  /** The keys that do the same without the search. */
  keys?: string;
  /** The search stays open. */
  stays?: boolean;
  onGo: () => void;
}

/** What was found of one kind. */
export interface FindingGroup {
  id: string;
  title: string;
  findings: Finding[];
}

/** Where what was found leads. */
export interface Goes {
  resident: (id: string) => void;
  booking: (id: string) => void;
  conversation: (id: string) => void;
  message: (conversation: string, entry: string) => void;
}

interface Asked {
  t: Translate;
  format: Format;
  now: Date;
  text: string;
  results: SearchResults | undefined;
  messages: readonly FoundMessage[];
  /** Fetches further messages. */
  more: (() => void) | null;
  places: readonly Place[];
  actions: readonly MenuAction[];
  goes: Goes;
}

const joined = (...parts: (string | null)[]) =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

/** What was found as lines to choose from, by kind; what fits the words and can be done or gone to comes last. */
export function findingsOf(asked: Asked): FindingGroup[] {
  const { t, format, now, text, results, places, actions, goes } = asked;
  const events = new Map<string, EventHead>((results?.events ?? []).map((event) => [event.id, event]));
  const groups: FindingGroup[] = [
    {
      id: 'residents',
      title: t('app.residents'),
      findings: (results?.residents ?? []).map((row) => ({
        key: `resident-${row.id}`,
        leading: <Avatar name={row.name} />,
        name: row.name,
        more: joined(t('search.suite', { suite: row.suite }), row.email),
        end: '',
        onGo: () => goes.resident(row.id),
      })),
    },
    {
      id: 'bookings',
      title: t('app.bookings'),
      findings: (results?.bookings ?? []).map((row) => {
        const event = events.get(row.event_id);
        return {
          key: `booking-${row.id}`,
          leading: <Avatar name={row.resident} />,
          name: joined(row.resident, row.reference),
          more: joined(t('search.suite', { suite: row.suite }), event?.title ?? null),
          end: event === undefined ? '' : format.day(event.starts_at, now),
          onGo: () => goes.booking(row.id),
        };
      }),
    },
    {
      id: 'conversations',
      title: t('app.conversations'),
      findings: (results?.conversations ?? []).map((row) => conversation(row, format, now, goes)),
    },
    { id: 'messages', title: t('search.messages'), findings: messages(asked) },
    { id: 'actions', title: t('search.actions'), findings: text.trim() === '' ? [] : doings(text, actions) },
    { id: 'places', title: t('search.goTo'), findings: sections(text, places) },
  ];
  return groups.filter(({ findings }) => findings.length > 0);
}

function conversation(row: ConversationRow, format: Format, now: Date, goes: Goes): Finding {
  return {
    key: `conversation-${row.id}`,
    leading: (
      <span className={styles.mark}>
        <MessagesSquare aria-hidden size="1rem" strokeWidth={1.75} />
      </span>
    ),
    name: joined(row.resident, row.event),
    more: row.words,
    end: format.stamp(row.at, now),
    onGo: () => goes.conversation(row.id),
  };
}

const KIND = { note: Lock, said_at_desk: MessageCircle, said_by_phone: Phone } as const;

function messages({ t, format, now, messages: found, more, goes }: Asked): Finding[] {
  const findings: Finding[] = found.map((message) => {
    const kind = message.entry_kind;
    const Icon = message.in_attachment
      ? Paperclip
      : kind in KIND
        ? KIND[kind as keyof typeof KIND]
        : MessagesSquare;
    const { words_by: by } = message;
    const who = by.who === 'me' ? t('search.byMe') : by.who === 'colleague' ? by.name : '';
    return {
      key: `message-${message.entry}`,
      leading: (
        <span className={styles.mark}>
          <Icon aria-hidden size="1rem" strokeWidth={1.75} />
        </span>
      ),
      name: joined(message.resident, message.event),
      more: (
        <>
          {kind in KIND && (
            <span className="visually-hidden">{t(`search.kind_${kind as keyof typeof KIND}`)} </span>
          )}
          {message.in_attachment && <span className="visually-hidden">{t('search.attachment')} </span>}
          {who !== '' && `${who}${t('search.colon')} `}
          {message.words.map(({ text, is_found }, at) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line, which never change.
            is_found ? <mark key={at}>{text}</mark> : text,
          )}
        </>
      ),
      end: format.stamp(message.at, now),
      onGo: () => goes.message(message.conversation, message.entry),
    };
  });
  if (more === null) return findings;
  const leading = (
    <span className={styles.mark}>
      <ChevronsDown aria-hidden size="1rem" strokeWidth={1.75} />
    </span>
  );
  const further = { key: 'more-messages', leading, name: t('search.more'), more: '', end: '', stays: true };
  return [...findings, { ...further, onGo: more }];
}

/** What can be done now, by any word of its name. */
function doings(text: string, actions: readonly MenuAction[]): Finding[] {
  const words = plain(text.trim());
  const known = new Set<string>();
  return actions
    .filter(({ label }) => ` ${plain(label)}`.includes(` ${words}`))
    .filter(({ id }) => !known.has(id) && known.add(id))
    .map(({ id, label, icon: Icon = CircleDot, keys, onAction }) => ({
      key: `action-${id}`,
      leading: (
        <span className={styles.mark}>
          <Icon aria-hidden size="1rem" strokeWidth={1.75} />
        </span>
      ),
      name: label,
      more: '',
      end: '',
      ...(keys === undefined ? {} : { keys }),
      onGo: onAction,
    }));
}

const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function sections(text: string, places: readonly Place[]): Finding[] {
  const words = plain(text.trim());
  return places
    .filter(({ label }) => plain(label).startsWith(words))
    .map(({ id, label, icon: Icon, onGo }) => ({
      key: `place-${id}`,
      leading: (
        <span className={styles.mark}>
          <Icon aria-hidden size="1rem" strokeWidth={1.75} />
        </span>
      ),
      name: label,
      more: '',
      end: '',
      onGo,
    }));
}
