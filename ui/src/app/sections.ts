import type { QueryClient } from '@tanstack/react-query';
import {
  CalendarDays,
  CalendarPlus,
  CalendarRange,
  FileUp,
  Inbox,
  type LucideIcon,
  MessagesSquare,
  Settings,
  Sun,
  UserPlus,
  Users,
} from 'lucide-react';
import type { MeView } from '../bridge/bindings';
import type { MenuAction } from '../components/Menu';
import { type Section, useOpenSection } from '../components/navigation';
import { askFor } from '../components/offered';
import { useMe } from '../components/session';
import { askForBookingsOf } from '../features/bookings/BookingsPage';
import { askForConversations } from '../features/conversations/ConversationList';
import type { Place } from '../features/search/SearchDialog';
import { askForToday } from '../features/today/useToday';
import { useT } from '../i18n/LocaleProvider';

/** A section of the window, as the navigation shows it. */
export interface SectionItem {
  to: Section;
  name: 'today' | 'bookings' | 'events' | 'conversations' | 'tray' | 'residents' | 'import' | 'settings';
  icon: LucideIcon;
  /** Asks at the click for what the section shows first, so that the core reads while the screen changes. */
  ahead?: (client: QueryClient, me: MeView) => Promise<void> | null;
}

const all: readonly SectionItem[] = [
  { to: '/today', name: 'today', icon: Sun, ahead: askForToday },
  {
    to: '/bookings',
    name: 'bookings',
    icon: CalendarDays,
    ahead: (client, me) => askForBookingsOf(client, me.id),
  },
  { to: '/conversations', name: 'conversations', icon: MessagesSquare, ahead: askForConversations },
  { to: '/tray', name: 'tray', icon: Inbox },
  { to: '/events', name: 'events', icon: CalendarRange },
  { to: '/residents', name: 'residents', icon: Users },
  { to: '/import', name: 'import', icon: FileUp },
  { to: '/settings', name: 'settings', icon: Settings },
];

/** The sections that a person has: what they may not enter is not shown; the core decides (R51). */
export function sectionsFor({ permissions }: MeView): readonly SectionItem[] {
  return all.filter(({ name }) => {
    if (name === 'bookings') return permissions.event_bookings !== 'none';
    if (name === 'import') return permissions.administration;
    return true;
  });
}

/** What a person may add, from any screen. */
export function useAdditions(): MenuAction[] {
  const t = useT();
  const { permissions } = useMe();
  const open = useOpenSection();
  const add = (what: string, section: Section) => () => {
    askFor(what);
    open(section);
  };
  const bookings: MenuAction[] = [
    {
      id: 'new-booking',
      label: t('bookings.newBooking'),
      icon: CalendarPlus,
      onAction: add('booking', '/bookings'),
    },
    { id: 'new-event', label: t('events.newEvent'), icon: CalendarPlus, onAction: add('event', '/events') },
  ];
  const residents: MenuAction[] = [
    {
      id: 'new-resident',
      label: t('residents.newResident'),
      icon: UserPlus,
      onAction: add('resident', '/residents'),
    },
  ];
  return [
    ...(permissions.event_bookings === 'manage' ? bookings : []),
    ...(permissions.residents === 'manage' ? residents : []),
  ];
}

/** The sections as the search offers them. */
export function usePlaces(): Place[] {
  const t = useT();
  const me = useMe();
  const open = useOpenSection();
  return sectionsFor(me).map(({ to, name, icon }) => ({
    id: name,
    label: t(`app.${name}`),
    icon,
    onGo: () => open(to),
  }));
}
