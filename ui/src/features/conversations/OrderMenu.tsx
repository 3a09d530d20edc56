import { ArrowDownWideNarrow, Check } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ConversationOrder } from '../../bridge/bindings';
import popover from '../../components/Popover.module.css';
import { TriggerButton } from '../../components/TriggerButton';
import { useT } from '../../i18n/LocaleProvider';
import styles from './OrderMenu.module.css';

interface OrderMenuProps {
  order: ConversationOrder;
  onChange: (order: ConversationOrder) => void;
}

/** Chooses the order of the list: newest word first, or by the event's start (R40). */
export function OrderMenu({ order, onChange }: OrderMenuProps) {
  const t = useT();
  const orders: { id: ConversationOrder; label: string }[] = [
    { id: 'newest', label: t('conversations.orderNewest') },
    { id: 'event_start', label: t('conversations.orderEvent') },
  ];
  const chosen = orders.find(({ id }) => id === order)?.label ?? '';
  const name = t('conversations.order', { order: chosen });
  return (
    <MenuTrigger>
      <TriggerButton icon={ArrowDownWideNarrow} label={name} />
      <Popover className={popover.popover ?? ''} placement="bottom end" offset={4}>
        <Menu
          aria-label={name}
          className={popover.list ?? ''}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[order]}
          onSelectionChange={(keys) => {
            const next = orders.find(({ id }) => keys !== 'all' && keys.has(id));
            if (next) onChange(next.id);
          }}
        >
          {orders.map(({ id, label }) => (
            <MenuItem key={id} id={id} textValue={label} className={popover.item ?? ''}>
              <span className={styles.check}>{id === order && <Check aria-hidden size="1rem" />}</span>
              <span className={popover.words}>{label}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
