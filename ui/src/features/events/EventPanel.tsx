import { SidePanel } from '../../components/SidePanel';
import { useT } from '../../i18n/LocaleProvider';

interface EventPanelProps {
  id: string;
  onClose: () => void;
}

/** The side panel of an event. */
export function EventPanel({ id, onClose }: EventPanelProps) {
  const t = useT();
  return (
    <SidePanel title={t('events.title')} subject={id} onClose={onClose}>
      {null}
    </SidePanel>
  );
}
