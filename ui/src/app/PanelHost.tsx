import { useClosePanel, usePanel } from '../components/navigation';
import { BookingPanel } from '../features/bookings/BookingPanel';
import { EventPanel } from '../features/events/EventPanel';
import { ResidentPanel } from '../features/residents/ResidentPanel';

/** Draws the panel that the address asks for beside any screen (R5). */
export function PanelHost() {
  const panel = usePanel();
  const close = useClosePanel();
  if (panel === null) return null;
  const { kind, id, compose } = panel;
  switch (kind) {
    case 'booking':
      return <BookingPanel id={id} compose={compose} onClose={close} />;
    case 'event':
      return <EventPanel id={id} onClose={close} />;
    case 'resident':
      return <ResidentPanel id={id} onClose={close} />;
  }
}
