import { SidePanel } from '../../components/SidePanel';
import { useT } from '../../i18n/LocaleProvider';

interface ResidentPanelProps {
  id: string;
  onClose: () => void;
}

/** The side panel of a resident. */
export function ResidentPanel({ id, onClose }: ResidentPanelProps) {
  const t = useT();
  return (
    <SidePanel title={t('residents.title')} subject={id} onClose={onClose}>
      {null}
    </SidePanel>
  );
}
