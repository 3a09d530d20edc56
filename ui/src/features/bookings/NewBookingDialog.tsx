import { type FormEvent, useId } from 'react';
import type { EventHead } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { ComboBox } from '../../components/ComboBox';
import { Dialog } from '../../components/Dialog';
import { NumberField } from '../../components/NumberField';
import { RadioGroup } from '../../components/RadioGroup';
import { TextArea } from '../../components/TextArea';
import { useResidentChoices } from '../../components/useResidentChoices';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Bookings.module.css';
import { placesLeft, useBookableEvents } from './bookingChoices';
import { partyFault } from './partyFault';
import { type NewBookingForm, useNewBooking } from './useNewBooking';

interface NewBookingDialogProps {
  onClose: () => void;
  onAdded: (id: string) => void;
}

/** R8: a booking written down by hand. */
export function NewBookingDialog({ onClose, onAdded }: NewBookingDialogProps) {
  const t = useT();
  const formId = useId();
  const form = useNewBooking(onAdded);
  const { event, problem, change } = form;
  const isFull = problem?.kind === 'no_room';
  const fault = partyFault(t, problem);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    void form.save();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bookings.newBooking')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          {isFull && (
            <Button onPress={() => void form.save('waitlisted')}>{t('bookings.putOnWaitingList')}</Button>
          )}
          <Button type="submit" form={formId} variant="primary" isPending={form.isPending}>
            {t('bookings.addBooking')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} noValidate onSubmit={submit}>
        <EventChoice form={form} />
        <ResidentChoice form={form} />
        <NumberField
          label={t('bookings.party')}
          description={
            event?.guests_allowed === false ? t('bookings.partyAlone') : t('bookings.partyHelpNew')
          }
          value={form.party}
          onChange={(party) => change({ party })}
          minValue={1}
          error={fault}
        />
        <RadioGroup
          label={t('bookings.status')}
          orientation="horizontal"
          value={form.status}
          onChange={(status) => change({ status })}
          choices={(['confirmed', 'pending', 'waitlisted'] as const).map((value) => ({
            value,
            label: t(`bookings.status_${value}`),
          }))}
        />
        <TextArea
          label={t('bookings.note')}
          description={t('bookings.noteHelp')}
          optional
          value={form.note}
          onChange={(note) => change({ note })}
        />
        {problem !== null && fault === undefined && (
          <Banner tone="danger" shape="box">
            {problemWords(t, problem)}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

function EventChoice({ form }: { form: NewBookingForm }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const { data } = useBookableEvents();
  const events = data ?? [];
  const facts = (event: EventHead) => {
    const left = placesLeft(event);
    const when = format.when(event.starts_at, event.ends_at, now, event.all_day);
    if (left === null) return when;
    return `${when} · ${left === 0 ? t('bookings.full') : t('bookings.placesLeft', { count: left })}`;
  };
  // Occurrences of a recurring event share their title: the one that is chosen is told by its time.
  const description = form.event === null ? data?.length === 0 && t('bookings.noEvents') : facts(form.event);
  return (
    <ComboBox
      label={t('bookings.event')}
      placeholder={t('bookings.chooseEvent')}
      autoFocus
      value={form.event?.id ?? null}
      onChange={(id) => form.change({ event: events.find((event) => event.id === id) ?? null })}
      choices={events.map((event) => ({
        value: event.id,
        label: event.title,
        hint: facts(event),
      }))}
      {...(description ? { description } : {})}
      {...(form.isIncomplete && form.event === null ? { error: t('bookings.chooseEventFirst') } : {})}
    />
  );
}

function ResidentChoice({ form }: { form: NewBookingForm }) {
  const t = useT();
  const { residents, setSearch } = useResidentChoices(form.resident);
  return (
    <ComboBox
      label={t('bookings.resident')}
      placeholder={t('bookings.chooseResident')}
      value={form.resident?.id ?? null}
      onChange={(id) => form.change({ resident: residents.find((row) => row.id === id) ?? null })}
      onSearch={setSearch}
      choices={residents.map((row) => ({
        value: row.id,
        label: row.name,
        hint: t('bookings.suite', { suite: row.suite }),
      }))}
      {...(form.isIncomplete && form.resident === null ? { error: t('bookings.chooseResidentFirst') } : {})}
    />
  );
}
