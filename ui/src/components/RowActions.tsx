import { Ellipsis, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useT } from '../i18n/LocaleProvider';
import { cx } from './cx';
import icon from './IconButton.module.css';
import type { MenuAction } from './Menu';
import { MenuPopover } from './MenuPopover';
import { Tooltip } from './Tooltip';
import { useHint } from './useHint';

interface RowButtonProps {
  icon: LucideIcon;
  /** What it does: the name for screen readers and the tooltip. */
  label: string;
  /** In a list, only the row that has the focus lets Tab reach what stands in it. */
  excludeFromTabOrder: boolean;
  onPress: () => void;
}

/**
 * The button without words at the end of a row. A list draws many of them, and a person uses one: so it is a
 * plain button, and its tooltip comes into being when it is shown.
 */
export function RowButton({ icon: Icon, label, excludeFromTabOrder, onPress }: RowButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const hint = useHint();
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        className={cx(icon.button, icon.plain)}
        tabIndex={excludeFromTabOrder ? -1 : 0}
        {...hint.signs}
        onClick={() => {
          hint.hide();
          onPress();
        }}
      >
        <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />
      </button>
      {hint.isShown && (
        <Tooltip triggerRef={button} onHide={hint.hide}>
          {label}
        </Tooltip>
      )}
    </>
  );
}

interface RowMenuProps {
  /** What it offers, asked for when it opens. */
  groups: () => readonly (readonly MenuAction[])[];
  /** Whose actions: *Ana Moreau, WT-0418*. */
  of: string;
  excludeFromTabOrder: boolean;
}

/** More actions at the end of a row; the menu comes into being when it is opened. */
export function RowMenu({ groups, of, excludeFromTabOrder }: RowMenuProps) {
  const t = useT();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const hint = useHint();
  const name = `${t('common.moreActions')}: ${of}`;
  const open = () => {
    hint.hide();
    // Where a press does not focus a button, the menu would lead back to nowhere.
    button.current?.focus({ preventScroll: true });
    setOpen(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    open();
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
        tabIndex={excludeFromTabOrder ? -1 : 0}
        {...hint.signs}
        onKeyDown={onKeyDown}
        onClick={open}
      >
        <Ellipsis aria-hidden size="1.125rem" strokeWidth={1.75} />
      </button>
      {hint.isShown && (
        <Tooltip triggerRef={button} onHide={hint.hide}>
          {name}
        </Tooltip>
      )}
      {isOpen && (
        <MenuPopover
          groups={groups()}
          standing={{ trigger: button, labelledBy: id, onClose: () => setOpen(false) }}
        />
      )}
    </>
  );
}
