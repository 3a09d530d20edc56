import { parseDate } from '@internationalized/date';
import { useState } from 'react';
import { commands, type EventPanel, type Field } from '../../bridge/bindings';
import { call, problemOf, type Trouble } from '../../bridge/call';
import { useBuilding } from '../../components/session';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { blank, toForm, type Written, written } from './eventForm';

/** The form of an event: what is written, and what the core said to it. */
export interface EventFormState {
  form: Written;
  change: (changed: Partial<Written>) => void;
  save: () => Promise<void>;
  isPending: boolean;
  /** The words for a field that cannot be kept as it is. */
  faultOf: (field: Field) => string | undefined;
  /** The words for anything else. */
  fault: string | undefined;
}

const OF_FIELDS: readonly Field[] = ['title', 'times', 'capacity', 'booking_required', 'amount'];

/** R8: writes an event down by hand, or changes it. */
export function useEventForm(panel: EventPanel | null, onSaved: (id: string) => void): EventFormState {
  const t = useT();
  const { currency } = useBuilding();
  const today = useFormat().dayKey(useNow());
  const [form, setForm] = useState(() => (panel === null ? blank(parseDate(today)) : written(panel)));
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const field = fieldOf(problem);
  const words = problem === null ? undefined : problemWords(t, problem);

  const save = async () => {
    const filled = toForm(form, panel?.row.head.id ?? null, currency);
    if (filled === null) return setProblem({ kind: 'invalid', field: 'times', fault: 'missing' });
    setPending(true);
    try {
      const id = await call(commands.saveEvent(filled));
      const title = filled.title.trim();
      toasts.done(panel === null ? t('events.added', { title }) : t('events.changed', { title }));
      onSaved(id);
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };
  return {
    form,
    change: (changed) => setForm((before) => ({ ...before, ...changed })),
    save,
    isPending,
    faultOf: (asked) => (field === asked ? words : undefined),
    fault: field === null ? words : undefined,
  };
}

/** The field that a problem is about, if it is one of this form. */
function fieldOf(problem: Trouble | null): Field | null {
  // R1: bookings there are hold the event to taking them.
  if (problem?.kind === 'has_bookings') return 'booking_required';
  return problem?.kind === 'invalid' && OF_FIELDS.includes(problem.field) ? problem.field : null;
}
