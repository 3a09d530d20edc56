import { useEffect, useEffectEvent } from 'react';

/** Whether this is a Mac, where the command key does what Control does elsewhere. */
export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** The modifier as it is written on the keyboard. */
export const modifier = (): string => (isMac() ? '⌘' : 'Ctrl');

/** A key with its modifier as people read it: *Ctrl K*, *⌘ K*. */
export const withModifier = (key: string): string => `${modifier()} ${key}`;

const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=spinbutton], [role=combobox], [role=searchbox]';

/** Whether what is pressed belongs to a text field. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** Whether a dialog, a menu or a list of choices is open: they have the keys to themselves. */
export function isOverlayOpen(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null;
}

/** A key: a single one such as `j` or `?`, or `mod+k`, `mod+Enter`. */
export type Shortcut = string;

function matches(event: KeyboardEvent, shortcut: Shortcut): boolean {
  const wantsModifier = shortcut.startsWith('mod+');
  const key = wantsModifier ? shortcut.slice(4) : shortcut;
  const hasModifier = isMac() ? event.metaKey : event.ctrlKey;
  const hasOther = event.altKey || (isMac() ? event.ctrlKey : event.metaKey);
  if (hasOther || hasModifier !== wantsModifier) return false;
  return event.key === key || (key.length === 1 && event.key.toLowerCase() === key && !event.shiftKey);
}

/**
 * Does something when a key is pressed anywhere in the window. Single keys rest while somebody types or
 * while something lies over the window; Escape rests only in the latter case. Pass null to rest altogether.
 */
export function useShortcut(shortcut: Shortcut, action: ((event: KeyboardEvent) => void) | null): void {
  const run = useEffectEvent((event: KeyboardEvent) => action?.(event));
  const rests = action === null;
  useEffect(() => {
    if (rests) return;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matches(event, shortcut)) return;
      const withMod = shortcut.startsWith('mod+');
      if (!withMod && isOverlayOpen()) return;
      if (!withMod && shortcut !== 'Escape' && isTyping(event.target)) return;
      event.preventDefault();
      run(event);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [shortcut, rests]);
}
