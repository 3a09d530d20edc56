import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { commands, type OfferedReply, type Placeholder, type ReplyPlace } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';
import type { TextAreaProps } from '../../components/TextArea';
import { fitting, type Slash, slashBefore } from './slash';

interface Field {
  place: ReplyPlace;
  text: string;
  onText: (text: string) => void;
  areaRef: RefObject<HTMLTextAreaElement | null>;
}

type FieldWords = Pick<
  TextAreaProps,
  'aria-autocomplete' | 'aria-haspopup' | 'aria-controls' | 'aria-activedescendant'
>;

/** Picking a saved reply by typing `/` into a field (R30). */
export interface ReplyPicker {
  /** What fits what was typed; null while nothing is being picked. */
  shown: readonly OfferedReply[] | null;
  /** Whether there is any saved reply at all. */
  isEmpty: boolean;
  error: unknown;
  active: OfferedReply | undefined;
  /** What the field says of the list. */
  field: FieldWords;
  listId: string;
  optionId: (reply: OfferedReply) => string;
  /** What has been typed: looks for a slash. */
  typed: (text: string) => void;
  /** True where the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
  pick: (reply: OfferedReply) => void;
  /** Opens the list from a button: puts the slash where the caret is. */
  open: () => void;
  close: () => void;
  /** Placeholders of what was picked last that still stand in the text without a value. */
  lacking: readonly Placeholder[];
}

/** R30: offers the saved replies while somebody types `/`, filled for this resident. */
export function useReplyPicker({ place, text, onText, areaRef }: Field): ReplyPicker {
  const listId = useId();
  const [slash, setSlash] = useState<Slash | null>(null);
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState<OfferedReply | null>(null);
  const offered = useQuery({
    queryKey: [part.replies, 'offered', place],
    queryFn: () => call(commands.offerSavedReplies(place)),
    enabled: slash !== null,
    // What they are filled with may have changed since.
    staleTime: 0,
  });
  const shown = slash === null || offered.data === undefined ? null : fitting(offered.data, slash.words);
  const active = shown?.[Math.min(at, shown.length - 1)];

  // The caret is put where it belongs once the field has the words.
  const select = useRef<[number, number] | null>(null);
  useLayoutEffect(() => {
    if (select.current === null || areaRef.current === null) return;
    areaRef.current.focus();
    areaRef.current.setSelectionRange(...select.current);
    select.current = null;
  });

  const look = (next: string) => {
    setSlash(slashBefore(next, areaRef.current?.selectionStart ?? next.length));
    setAt(0);
  };
  const close = () => setSlash(null);
  const pick = (reply: OfferedReply) => {
    if (slash === null) return;
    const start = slash.at;
    const hole = reply.lacking.length === 0 ? null : /\{[^{}\n]+\}/.exec(reply.text);
    select.current =
      hole === null
        ? [start + reply.text.length, start + reply.text.length]
        : [start + hole.index, start + hole.index + hole[0].length];
    onText(text.slice(0, start) + reply.text + text.slice(slash.until));
    setPicked(reply);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (shown === null || event.nativeEvent.isComposing) return false;
    const here = Math.min(at, shown.length - 1);
    if (event.key === 'ArrowDown') setAt(here >= shown.length - 1 ? 0 : here + 1);
    else if (event.key === 'ArrowUp') setAt(here <= 0 ? shown.length - 1 : here - 1);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && active !== undefined && !hasModifier(event))
      pick(active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const open = () => {
    const caret = areaRef.current?.selectionStart ?? text.length;
    const before = text.slice(0, caret);
    const gap = before === '' || /\s$/.test(before) ? '/' : ' /';
    onText(before + gap + text.slice(caret));
    select.current = [caret + gap.length, caret + gap.length];
    setSlash({ at: caret + gap.length - 1, until: caret + gap.length, words: '' });
    setAt(0);
  };
  const lacking = picked === null || !/\{[^{}\n]+\}/.test(text) ? [] : picked.lacking;
  const optionId = (reply: OfferedReply) => `${listId}-${reply.id}`;
  const field: FieldWords = {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    ...(active === undefined ? {} : { 'aria-controls': listId, 'aria-activedescendant': optionId(active) }),
  };
  return {
    shown,
    field,
    isEmpty: offered.data?.length === 0,
    error: slash === null ? null : offered.error,
    active,
    listId,
    optionId,
    typed: look,
    onKeyDown,
    pick,
    open,
    close,
    lacking,
  };
}

const hasModifier = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) =>
  ctrlKey || metaKey || altKey || shiftKey;
