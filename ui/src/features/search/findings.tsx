import { MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationRow, EventHead, SearchResults } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import type { Format } from '../../i18n/format';
import type { Translate } from '../../i18n/translate';
import type { Place } from './SearchDialog';
import styles from './SearchDialog.module.css';

/** One line of what was found. */
export interface Finding {
  key: string;
  leading: ReactNode;
  name: string;
  more: string;
  end: string;
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
}

interface Asked {
  t: Translate;
  format: Format;
  now: Date;
  text: string;
  results: SearchResults | undefined;
  places: readonly Place[];
  goes: Goes;
}

const joined = (...parts: (string | null)[]) =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

/** What was found as lines to choose from, by kind; the sections that fit the words come last. */
export function findingsOf({ t, format, now, text, results, places, goes }: Asked): FindingGroup[] {
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
