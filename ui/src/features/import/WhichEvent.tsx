import { useEffect, useRef, useState } from 'react';
import type { Mapping } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Checkbox';
import { ComboBox } from '../../components/ComboBox';
import { DateField, TimeField } from '../../components/DateField';
import { useBuilding } from '../../components/session';
import { TextField } from '../../components/TextField';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';
import { importer } from './importer';
import { chosen, isUnsaid, type Needed, needed, type TheEvent, tellsNoStart, UNSAID } from './theEvent';
import { useUpcomingEvents } from './useUpcomingEvents';

interface WhichEventProps {
  event: TheEvent;
  mapping: Mapping;
  /** How often the person wanted to go on with something still needed; nought shows no fault. */
  refusals: number;
  /** Once a preview has shown that the file names no event, it must be said. */
  isAgain?: boolean;
}

/** Asks for the one event of a list that names none (R7). */
export function WhichEvent({ event, mapping, refusals, isAgain = false }: WhichEventProps) {
  const t = useT();
  const box = useRef<HTMLFieldSetElement>(null);
  const missing = refusals > 0 ? needed(event, mapping) : new Set<Needed>();
  const fault = (what: Needed) => (missing.has(what) ? t('problems.fault_missing') : undefined);
  useEffect(() => {
    if (refusals > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  // Words of somebody's own are no longer those of the event that was chosen.
  const say = (change: Partial<TheEvent>) => importer.sayEvent({ ...event, known: null, ...change });
  return (
    <fieldset ref={box} className={styles.which}>
      <legend className={styles.title}>{t('import.which')}</legend>
      <p className={styles.words}>{isAgain ? t('import.whichAgain') : t('import.whichWords')}</p>
      <Known event={event} />
      <TextField
        label={t('import.whichTitle')}
        value={event.title}
        onChange={(title) => say({ title })}
        maxLength={200}
        error={fault('title')}
      />
      {tellsNoStart(mapping) && <Start event={event} say={say} fault={fault} />}
    </fieldset>
  );
}

/** The upcoming events that take bookings: choosing one fills in the rest. */
function Known({ event }: { event: TheEvent }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { time_zone: zone } = useBuilding();
  const events = useUpcomingEvents();
  if (events.length === 0) return null;
  const choose = (id: string | null) => {
    const head = events.find((one) => one.id === id);
    if (head !== undefined) importer.sayEvent(chosen(head, zone));
    else if (event.known !== null) importer.sayEvent(UNSAID);
  };
  return (
    <ComboBox
      label={t('import.whichKnown')}
      optional
      placeholder={t('import.whichFind')}
      value={events.some(({ id }) => id === event.known) ? event.known : null}
      onChange={choose}
      choices={events.map((head) => ({
        value: head.id,
        label: head.title,
        hint: format.when(head.starts_at, head.ends_at, now, head.all_day),
      }))}
    />
  );
}

interface StartProps {
  event: TheEvent;
  say: (change: Partial<TheEvent>) => void;
  fault: (what: Needed) => string | undefined;
}

/** When the event begins, in the building's time zone. */
function Start({ event, say, fault }: StartProps) {
  const t = useT();
  const { time_zone: zone } = useBuilding();
  return (
    <>
      <div className={styles.start}>
        <DateField
          label={t('import.whichDay')}
          value={event.day}
          onChange={(day) => say({ day })}
          error={fault('day')}
        />
        {!event.allDay && (
          <TimeField
            label={t('import.whichTime')}
            value={event.time}
            onChange={(time) => say({ time })}
            error={fault('time')}
          />
        )}
      </div>
      <Checkbox isSelected={event.allDay} onChange={(allDay) => say({ allDay })}>
        {t('import.whichAllDay')}
      </Checkbox>
      {!event.allDay && <p className={styles.quiet}>{t('import.whichZone', { zone })}</p>}
    </>
  );
}

/** The same in the preview, when the lines could not be taken without the event. */
export function WhichEventAgain({ event, mapping }: { event: TheEvent; mapping: Mapping }) {
  const t = useT();
  const asking = useAsking(event, mapping);
  return (
    <div className={styles.part}>
      <WhichEvent event={event} mapping={mapping} refusals={asking.refusals} isAgain />
      <div>
        <Button variant="secondary" onPress={() => asking.goOn() && void importer.preview()}>
          {t('import.previewAgain')}
        </Button>
      </div>
    </div>
  );
}

/** Lets nobody go on with half an event; where none need be said, with none at all. */
export function useAsking(event: TheEvent, mapping: Mapping, mayBeUnsaid = false) {
  const [refusals, setRefusals] = useState(0);
  const goOn = (): boolean => {
    const may = needed(event, mapping).size === 0 || (mayBeUnsaid && isUnsaid(event));
    setRefusals(may ? 0 : refusals + 1);
    return may;
  };
  return { refusals, goOn };
}
