import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, TooltipTrigger } from 'react-aria-components';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip';

interface TriggerButtonProps {
  icon: LucideIcon;
  label: string;
}

/** A button without words that opens what stands beside it in a `MenuTrigger`. */
export function TriggerButton({ icon: Icon, label }: TriggerButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton aria-label={label} className={styles.button ?? ''} data-variant="secondary">
        <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />
      </AriaButton>
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
