import { SidePanel } from '../../components/SidePanel';
import { useT } from '../../i18n/LocaleProvider';

interface BookingPanelProps {
  id: string;
  /** The composer for the first message is open (R12). */
  compose: boolean;
  onClose: () => void;
}

/** The side panel of a booking (R5). */
export function BookingPanel({ id, onClose }: BookingPanelProps) {
  const t = useT();
  return (
    <SidePanel title={t('bookings.title')} subject={id} onClose={onClose}>
      {null}
    </SidePanel>
  );
}
