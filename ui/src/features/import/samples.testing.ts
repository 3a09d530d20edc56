import type { ImportOpened, ImportPreview, ImportTotals, Mapping } from '../../bridge/bindings';

const NONE = { added: 0, changed: 0, unchanged: 0 };

/** Counts as the core would hand them out. */
export function totals(change: Partial<ImportTotals> = {}): ImportTotals {
  return { residents: NONE, events: NONE, bookings: NONE, responses: NONE, ...change };
}

/** A file of two columns, the second not recognised. */
export const mapping: Mapping = {
  signature: 'nom|places',
  columns: ['name', 'ignore'],
  day_order: 'automatic',
};

/** The file that it belongs to. */
export function opened(change: Partial<ImportOpened> = {}): ImportOpened {
  return {
    name: 'liste.csv',
    sort: 'table',
    columns: [
      { heading: 'Nom', samples: ['MOREAU, Ana', 'TREMBLAY, Jonas'] },
      { heading: 'Places', samples: ['3'] },
    ],
    mapping,
    remembered: false,
    rows: 1240,
    encoding: 'windows1252',
    delimiter: ';',
    ...change,
  };
}

/** What the import would do: one resident is new. */
export function preview(change: Partial<ImportPreview> = {}): ImportPreview {
  return {
    totals: totals({ residents: { added: 1, changed: 0, unchanged: 0 } }),
    bad: [],
    bad_total: 0,
    missing: [],
    missing_total: 0,
    called_off: [],
    dates: [],
    passed_over: 0,
    ...change,
  };
}
