import {
  CalendarDays,
  Copy,
  HandCoins,
  MessageSquarePlus,
  MessageSquareText,
  Pencil,
  UserRound,
} from 'lucide-react';
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type BookingAction, type BookingRow, commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import type { MenuAction } from '../../components/Menu';
import { useOpenConversation, useOpenPanel } from '../../components/navigation';
import { useMe } from '../../components/session';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { type Asked, BookingDialogs } from './BookingDialogs';
import { detailsText } from './bookingDetails';
import type { Booked } from './bookingQueries';
import { inverse, isEnding, stepIcons } from './steps';

/** What can be done with a booking. It stays the same from one drawing to the next, so rows need no other. */
export interface BookingActions {
  /** The groups of More actions: the same on the row and in the panel (R2, R11, R13). */
  menu: (booked: Booked) => MenuAction[][];
  /** Takes a step, or asks for the reason first (R2). */
  act: (booked: Booked, action: BookingAction) => void;
  /** Starts the conversation, or goes to the one there is (R13, R15). */
  converse: (booked: Booked) => void;
  /** Asks for an email address (R15). */
  askEmail: (booked: Booked) => void;
}

export interface BookingDesk {
  desk: BookingActions;
  /** The dialog that is open, to be drawn somewhere. */
  dialogs: ReactNode;
}

/** What staff do with bookings, wherever a booking stands. */
export function useBookingDesk(): BookingDesk {
  const [asked, setAsked] = useState<Asked | null>(null);
  const t = useT();
  const openConversation = useOpenConversation();
  const openPanel = useOpenPanel();
  const compose = (row: BookingRow) => openPanel('booking', row.id, { compose: true });
  const act = useAct(setAsked);

  const converse = (booked: Booked) => {
    const { conversation } = booked.row;
    if (conversation.offer === 'view') return openConversation(conversation.id);
    if (conversation.offer === 'add_email') return setAsked({ what: 'email', ...booked });
    if (conversation.offer === 'start') compose(booked.row);
  };
  const links = ({ row }: Booked): MenuAction[] => [
    {
      id: 'event',
      label: t('bookings.viewEvent'),
      icon: CalendarDays,
      onAction: () => openPanel('event', row.event_id),
    },
    {
      id: 'resident',
      label: t('bookings.viewResident'),
      icon: UserRound,
      onAction: () => openPanel('resident', row.resident_id),
    },
  ];
  const step = (booked: Booked, action: BookingAction): MenuAction => ({
    id: action,
    label: t(`bookings.${action}`),
    icon: stepIcons[action],
    danger: isEnding(action),
    onAction: () => act(booked, action),
  });
  const keep = useKeeping(setAsked);
  const menu = (booked: Booked): MenuAction[][] => {
    const { actions } = booked.row;
    return [
      [...conversationAction(t, booked.row, () => converse(booked)), ...links(booked)],
      actions.filter((action) => !isEnding(action)).map((action) => step(booked, action)),
      keep(booked),
      actions.filter(isEnding).map((action) => step(booked, action)),
    ];
  };
  const dialogs = asked && (
    <BookingDialogs
      asked={asked}
      onClose={() => setAsked(null)}
      onAsk={setAsked}
      onAct={act}
      onEmail={(row) => {
        setAsked(null);
        compose(row);
      }}
    />
  );
  const desk = useSteady({
    menu,
    act,
    converse,
    askEmail: (booked) => setAsked({ what: 'email', ...booked }),
  });
  return { desk, dialogs };
}

/** The same object each time, that does what the newest one does. */
function useSteady(newest: BookingActions): BookingActions {
  const latest = useRef(newest);
  useLayoutEffect(() => {
    latest.current = newest;
  });
  return useMemo(
    () => ({
      menu: (booked) => latest.current.menu(booked),
      act: (booked, action) => latest.current.act(booked, action),
      converse: (booked) => latest.current.converse(booked),
      askEmail: (booked) => latest.current.askEmail(booked),
    }),
    [],
  );
}

/** R11, R13: what the menu says about the conversation; nothing where nothing is offered. */
function conversationAction(
  t: ReturnType<typeof useT>,
  { conversation }: BookingRow,
  onAction: () => void,
): MenuAction[] {
  switch (conversation.offer) {
    case 'nothing':
      return [];
    case 'view':
      return [{ id: 'converse', label: t('bookings.viewConversation'), icon: MessageSquareText, onAction }];
    default:
      return [{ id: 'converse', label: t('bookings.startConversation'), icon: MessageSquarePlus, onAction }];
  }
}

/** Editing, payment and copying: what keeps the status. */
function useKeeping(ask: (asked: Asked) => void) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const manages = useMe().permissions.event_bookings === 'manage';
  const copy = (booked: Booked) =>
    navigator.clipboard.writeText(detailsText(t, format, now, booked)).then(
      () => toasts.done(t('bookings.copied')),
      () => toasts.problem(t('bookings.copyFailed')),
    );
  return (booked: Booked): MenuAction[] => {
    const { status, payment } = booked.row;
    const isOver = status === 'declined' || status === 'cancelled' || status === 'no_show';
    const edit: MenuAction = {
      id: 'edit',
      label: t('bookings.edit'),
      icon: Pencil,
      onAction: () => ask({ what: 'edit', ...booked }),
    };
    const pay: MenuAction = {
      id: 'payment',
      label: t('bookings.recordPayment'),
      icon: HandCoins,
      onAction: () => ask({ what: 'payment', ...booked }),
    };
    return [
      ...(manages && !isOver ? [edit] : []),
      ...(manages && payment !== 'not_required' ? [pay] : []),
      { id: 'copy', label: t('bookings.copyDetails'), icon: Copy, onAction: () => void copy(booked) },
    ];
  };
}

/** Takes a step at once; what ends a booking asks for its reason, and what finds no room says so (R2, R3). */
function useAct(ask: (asked: Asked) => void) {
  const t = useT();
  const act = async (booked: Booked, action: BookingAction) => {
    if (isEnding(action)) return ask({ what: 'reason', action, ...booked });
    try {
      const done = await call(commands.stepBooking({ booking: booked.row.id, action, reason: '' }));
      const back = inverse(booked.row, action);
      const undo = back && (() => void act({ ...booked, row: done.row }, back));
      toasts.done(t(`bookings.done_${action}`, { resident: booked.row.resident }), undo ?? undefined);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'no_room') ask({ what: 'room', placesLeft: problem.places_left, ...booked });
      else toasts.problem(problemWords(t, problem));
    }
  };
  return (booked: Booked, action: BookingAction) => void act(booked, action);
}
