import { type FormEvent, useId } from 'react';
import type { EventKind, EventPanel } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Checkbox';
import { DateField, TimeField } from '../../components/DateField';
import { Dialog } from '../../components/Dialog';
import { NumberField } from '../../components/NumberField';
import { RadioGroup } from '../../components/RadioGroup';
import { useBuilding } from '../../components/session';
import { TextArea } from '../../components/TextArea';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Events.module.css';
import { moveStart } from './eventForm';
import { type EventFormState, useEventForm } from './useEventForm';

interface EventDialogProps {
  /** The event to change; nothing for a new one. */
  panel: EventPanel | null;
  onClose: () => void;
  onSaved: (id: string) => void;
}

const KINDS: readonly EventKind[] = ['community_event', 'meeting', 'notice'];

/** R8: an event written down by hand, or changed. */
export function EventDialog({ panel, onClose, onSaved }: EventDialogProps) {
  const t = useT();
  const formId = useId();
  const state = useEventForm(panel, onSaved);
  const { form, change, faultOf } = state;
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    void state.save();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={panel === null ? t('events.newTitle') : t('events.editTitle')}
      size="large"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={state.isPending}>
            {panel === null ? t('events.add') : t('common.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} noValidate onSubmit={submit}>
        <TextField
          label={t('events.name')}
          value={form.title}
          onChange={(title) => change({ title })}
          autoFocus
          error={faultOf('title')}
        />
        <RadioGroup
          label={t('events.kind')}
          value={form.kind}
          onChange={(kind) => change({ kind })}
          choices={KINDS.map((value) => ({
            value,
            label: t(`events.kind_${value}`),
            description: t(`events.kindHelp_${value}`),
          }))}
        />
        <Times state={state} />
        <TextField
          label={t('events.place')}
          optional
          value={form.place}
          onChange={(place) => change({ place })}
        />
        {form.kind !== 'notice' && <Taking state={state} />}
        <TextArea
          label={t('events.description')}
          optional
          value={form.description}
          onChange={(description) => change({ description })}
          rows={3}
        />
        {state.fault !== undefined && (
          <Banner tone="danger" shape="box">
            {state.fault}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

/** When the event begins and ends, in the building's time zone. */
function Times({ state: { form, change, faultOf } }: { state: EventFormState }) {
  const t = useT();
  const { time_zone: zone } = useBuilding();
  const { allDay } = form;
  return (
    <fieldset className={styles.times}>
      <legend className="visually-hidden">{t('events.times')}</legend>
      <Checkbox isSelected={allDay} onChange={(next) => change({ allDay: next })}>
        {t('events.allDay')}
      </Checkbox>
      <div className={styles.pair}>
        <DateField
          label={t('events.startDay')}
          value={form.startDay}
          onChange={(day) => change(moveStart(form, day, form.startTime))}
        />
        {!allDay && (
          <TimeField
            label={t('events.startTime')}
            value={form.startTime}
            onChange={(time) => change(moveStart(form, form.startDay, time))}
          />
        )}
        <DateField
          label={allDay ? t('events.lastDay') : t('events.endDay')}
          value={form.endDay}
          onChange={(endDay) => change({ endDay })}
          error={faultOf('times')}
        />
        {!allDay && (
          <TimeField
            label={t('events.endTime')}
            value={form.endTime}
            onChange={(endTime) => change({ endTime })}
          />
        )}
      </div>
      {!allDay && <p className={styles.hint}>{t('events.zone', { zone })}</p>}
    </fieldset>
  );
}

/** Places, guests, booking and price: what a kind does not have is not asked for (R1). */
function Taking({ state: { form, change, faultOf } }: { state: EventFormState }) {
  const t = useT();
  const { currency } = useBuilding();
  const isCommunity = form.kind === 'community_event';
  const bookingFault = faultOf('booking_required');
  return (
    <>
      {isCommunity && (
        <div className={styles.checks}>
          <Checkbox
            isSelected={form.bookingRequired}
            onChange={(bookingRequired) => change({ bookingRequired })}
            isInvalid={bookingFault !== undefined}
          >
            {t('events.requireBooking')}
            <span className={styles.hint}>{t('events.requireBookingHelp')}</span>
          </Checkbox>
          {bookingFault !== undefined && (
            <Banner tone="danger" shape="box">
              {bookingFault}
            </Banner>
          )}
          <Checkbox isSelected={form.guestsAllowed} onChange={(guestsAllowed) => change({ guestsAllowed })}>
            {t('events.guestsMayCome')}
          </Checkbox>
        </div>
      )}
      <div className={styles.pair}>
        <NumberField
          label={t('events.capacity')}
          description={t('events.capacityHelp')}
          optional
          minValue={1}
          value={form.capacity}
          onChange={(capacity) => change({ capacity })}
          error={faultOf('capacity')}
        />
        {isCommunity && (
          <NumberField
            label={t('events.price')}
            optional
            minValue={0}
            formatOptions={{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }}
            value={form.price}
            onChange={(price) => change({ price })}
            error={faultOf('amount')}
          />
        )}
      </div>
    </>
  );
}
