import { Ellipsis, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { IconButton } from './IconButton';
import { MenuPopover } from './MenuPopover';

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
  /** In a list, only the row that has the focus lets Tab reach its menu. */
  excludeFromTabOrder?: boolean;
}

/** The three dots: every further action. Nothing is drawn when there is none. */
export function MoreActions({
  groups,
  of,
  variant = 'quiet',
  excludeFromTabOrder = false,
}: MoreActionsProps) {
  const t = useT();
  if (groups.every((group) => group.length === 0)) return null;
  const name = `${t('common.moreActions')}: ${of}`;
  return (
    <Menu
      label={name}
      groups={groups}
      trigger={
        <IconButton
          icon={Ellipsis}
          label={name}
          variant={variant}
          excludeFromTabOrder={excludeFromTabOrder}
        />
      }
    />
  );
}
