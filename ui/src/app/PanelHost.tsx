import { type Panel, useClosePanel, usePanel } from '../components/navigation';
import { BookingPanel } from '../features/bookings/BookingPanel';
import { EventPanel } from '../features/events/EventPanel';
import { ResidentPanel } from '../features/residents/ResidentPanel';
import { ErrorBoundary } from './ErrorBoundary';

/** Draws the panel that the address asks for beside any screen (R5). */
export function PanelHost() {
  const panel = usePanel();
  const close = useClosePanel();
  if (panel === null) return null;
  return (
    <ErrorBoundary resetKey={`${panel.kind}:${panel.id}`}>
      <PanelOf panel={panel} onClose={close} />
    </ErrorBoundary>
  );
}

function PanelOf({ panel: { kind, id, compose }, onClose }: { panel: Panel; onClose: () => void }) {
  switch (kind) {
    case 'booking':
      return <BookingPanel id={id} compose={compose} onClose={onClose} />;
    case 'event':
      return <EventPanel id={id} onClose={onClose} />;
    case 'resident':
      return <ResidentPanel id={id} onClose={onClose} />;
  }
}
