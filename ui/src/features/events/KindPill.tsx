import type { EventKind } from '../../bridge/bindings';
import { Pill, type Tone } from '../../components/Pill';
import { useT } from '../../i18n/LocaleProvider';

const tones: Record<EventKind, Tone> = { community_event: 'accent', meeting: 'info', notice: 'neutral' };

/** Which of the three kinds an event is. */
export function KindPill({ kind }: { kind: EventKind }) {
  const t = useT();
  return <Pill tone={tones[kind]}>{t(`events.kind_${kind}`)}</Pill>;
}
