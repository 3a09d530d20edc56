import { Ellipsis, type LucideIcon } from 'lucide-react';
import { type ReactElement, useId, useRef, useState } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { cx } from './cx';
import icon from './IconButton.module.css';
import { MenuPopover } from './MenuPopover';
import { Hint } from './Tooltip';
import { useHint } from './useHint';

/** One thing that a menu offers. What is not allowed is left out, not greyed out. */
export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  keys?: string;
  onAction: () => void;
}

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  /** The name of the menu for screen readers. */
  label: string;
  /** Groups of actions; a line stands between them, and an empty group is no group. */
  groups: readonly (readonly MenuAction[])[];
  onOpenChange?: (open: boolean) => void;
}

/** A menu of actions behind a button. */
export function Menu({ trigger, label, groups, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <MenuPopover label={label} groups={groups} />
    </MenuTrigger>
  );
}

interface MoreActionsProps {
  groups: MenuProps['groups'];
  /** Whose actions: *Ana Moreau, WT-0418*. */
  of: string;
  variant?: 'quiet' | 'secondary';
}

/** The three dots: every further action. Nothing is drawn when there is none, and no menu until it opens. */
export function MoreActions({ groups, of, variant = 'quiet' }: MoreActionsProps) {
  const t = useT();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const hint = useHint();
  if (groups.every((group) => group.length === 0)) return null;
  const name = `${t('common.moreActions')}: ${of}`;
  const open = () => {
    hint.hide();
    // Where a press does not focus a button, the menu would lead back to nowhere.
    button.current?.focus({ preventScroll: true });
    setOpen(true);
  };
  // At once: what an action opens leads back to where the focus is then (R5).
  const close = () => {
    button.current?.focus({ preventScroll: true });
    setOpen(false);
  };
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        aria-label={name}
        aria-haspopup="true"
        aria-expanded={isOpen}
        className={cx(icon.button, icon.plain)}
        data-variant={variant}
        {...hint.signs}
        onKeyDown={(event) => {
          if (!['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(event.key)) return;
          event.preventDefault();
          event.stopPropagation();
          open();
        }}
        onClick={open}
      >
        <Ellipsis aria-hidden size="1.125rem" strokeWidth={1.75} />
      </button>
      {hint.isShown && (
        <Hint over={button} onHide={hint.hide}>
          {name}
        </Hint>
      )}
      {isOpen && (
        <MenuPopover groups={groups} standing={{ trigger: button, labelledBy: id, onClose: close }} />
      )}
    </>
  );
}
