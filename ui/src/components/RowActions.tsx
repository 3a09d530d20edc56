import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useT } from '../i18n/LocaleProvider';
import { cx } from './cx';
import icon from './IconButton.module.css';
import type { MenuAction } from './Menu';
import { MenuPopover } from './MenuPopover';
import styles from './RowActions.module.css';
import { Hint } from './Tooltip';
import { HINT_AFTER_MS } from './useHint';

type Groups = readonly (readonly MenuAction[])[];

/** What the buttons at the end of all rows share: one menu, one tooltip, drawn when they are wanted. */
export interface RowTools {
  openMenu: (button: HTMLButtonElement, groups: Groups) => void;
  hints: {
    onPointerEnter: (event: PointerEvent<HTMLButtonElement>) => void;
    onPointerLeave: () => void;
    onPointerDown: () => void;
    onFocus: (event: FocusEvent<HTMLButtonElement>) => void;
    onBlur: () => void;
  };
}

interface Host {
  showMenu: (button: HTMLButtonElement, groups: Groups) => void;
  showHint: (button: HTMLButtonElement) => void;
  hideHint: () => void;
}

/** The tools for the rows of one list, and where their menu and tooltip are drawn. */
export function useRowTools(): { tools: RowTools; overlays: ReactNode } {
  const host = useRef<Host | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const tools = useMemo(() => {
    const hide = () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      host.current?.hideHint();
    };
    return {
      openMenu: (button: HTMLButtonElement, groups: Groups) => {
        hide();
        // Where a press does not focus a button, the menu would lead back to nowhere.
        button.focus({ preventScroll: true });
        host.current?.showMenu(button, groups);
      },
      hints: {
        onPointerEnter: ({ pointerType, currentTarget }: PointerEvent<HTMLButtonElement>) => {
          if (pointerType === 'touch') return;
          timer.current = setTimeout(() => host.current?.showHint(currentTarget), HINT_AFTER_MS);
        },
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: ({ currentTarget }: FocusEvent<HTMLButtonElement>) => {
          if (currentTarget.matches(':focus-visible')) host.current?.showHint(currentTarget);
        },
        onBlur: hide,
      },
    };
  }, []);
  return { tools, overlays: <Overlays host={host} /> };
}

/** The menu and the tooltip. Their state is here, so that showing one draws no list again. */
function Overlays({ host }: { host: RefObject<Host | null> }) {
  const [menu, setMenu] = useState<{ button: HTMLButtonElement; groups: Groups } | null>(null);
  const [hint, setHint] = useState<HTMLButtonElement | null>(null);
  host.current = {
    showMenu: (button, groups) => {
      button.setAttribute('aria-expanded', 'true');
      setMenu({ button, groups });
    },
    showHint: (button) => {
      // The row may have been scrolled away under the pointer.
      if (button.isConnected) setHint(button);
    },
    hideHint: () => setHint(null),
  };
  const close = () => {
    menu?.button.setAttribute('aria-expanded', 'false');
    // At once: what an action opens leads back to where the focus is then (R5).
    menu?.button.focus({ preventScroll: true });
    setMenu(null);
  };
  return (
    <>
      {menu && (
        <MenuPopover
          groups={menu.groups}
          standing={{ trigger: { current: menu.button }, labelledBy: menu.button.id, onClose: close }}
        />
      )}
      {hint?.isConnected && (
        <Hint over={{ current: hint }} onHide={() => setHint(null)}>
          {hint.getAttribute('aria-label')}
        </Hint>
      )}
    </>
  );
}

interface RowButtonProps {
  tools: RowTools;
  /** What it does: the name for screen readers and the tooltip. */
  label: string;
  /** In a list, only the row that has the focus lets Tab reach what stands in it. */
  excludeFromTabOrder: boolean;
  onPress: () => void;
}

/** Leads from a row to its conversation. A list draws many of these: so it is a plain button, drawn by CSS. */
export function RowConversation({ tools, label, excludeFromTabOrder, onPress }: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={cx(icon.button, icon.plain, styles.conversation)}
      tabIndex={excludeFromTabOrder ? -1 : 0}
      {...tools.hints}
      onClick={() => {
        tools.hints.onBlur();
        onPress();
      }}
    />
  );
}

interface RowMenuProps {
  tools: RowTools;
  /** Names the button in the page: the menu is named by it. */
  id: string;
  /** What it offers, asked for when it opens. */
  groups: () => Groups;
  /** Whose actions: *Ana Moreau, WT-0418*. */
  of: string;
  excludeFromTabOrder: boolean;
}

/** More actions at the end of a row. */
export function RowMenu({ tools, id, groups, of, excludeFromTabOrder }: RowMenuProps) {
  const t = useT();
  return (
    <button
      type="button"
      id={id}
      aria-label={`${t('common.moreActions')}: ${of}`}
      aria-haspopup="true"
      aria-expanded="false"
      className={cx(icon.button, icon.plain, styles.more)}
      tabIndex={excludeFromTabOrder ? -1 : 0}
      {...tools.hints}
      onKeyDown={(event) => {
        if (!['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
        tools.openMenu(event.currentTarget, groups());
      }}
      onClick={(event) => tools.openMenu(event.currentTarget, groups())}
    />
  );
}
