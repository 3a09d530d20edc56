import { Fragment, type RefObject } from 'react';
import { Menu as AriaMenu, MenuItem, Popover, Separator } from 'react-aria-components';
import type { MenuAction } from './Menu';
import styles from './Popover.module.css';

interface MenuPopoverProps {
  /** Groups of actions; a line stands between them, and an empty group is no group. */
  groups: readonly (readonly MenuAction[])[];
  /** The name of the menu, where its button does not name it. */
  label?: string;
  /** A menu that is there only while it is open: its button, the id of that, and how it closes. */
  standing?: { trigger: RefObject<HTMLElement | null>; labelledBy: string; onClose: () => void };
}

/** The menu itself, over the page. */
export function MenuPopover({ groups, label, standing }: MenuPopoverProps) {
  const filled = groups.filter((group) => group.length > 0);
  const open = standing && {
    isOpen: true,
    triggerRef: standing.trigger,
    onOpenChange: (stays: boolean) => {
      if (!stays) standing.onClose();
    },
  };
  const named = standing
    ? { 'aria-labelledby': standing.labelledBy, autoFocus: 'first' as const, onClose: standing.onClose }
    : { 'aria-label': label ?? '' };
  return (
    <Popover className={styles.popover ?? ''} placement="bottom end" offset={4} {...open}>
      <AriaMenu {...named} className={styles.list ?? ''}>
        {filled.map((group, position) => (
          <Fragment key={group[0]?.id}>
            {position > 0 && <Separator className={styles.separator ?? ''} />}
            {group.map(({ id, label: words, icon: Icon, danger, keys, onAction }) => (
              <MenuItem
                key={id}
                id={id}
                textValue={words}
                className={styles.item ?? ''}
                data-danger={danger || undefined}
                onAction={onAction}
              >
                {Icon && <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />}
                <span className={styles.words}>{words}</span>
                {keys && <kbd>{keys}</kbd>}
              </MenuItem>
            ))}
          </Fragment>
        ))}
      </AriaMenu>
    </Popover>
  );
}
