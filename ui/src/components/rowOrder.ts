type IsRow = (index: number) => boolean;

/** The first row, the headings passed over; 0 in an empty list. */
export function firstRow(count: number, isRow: IsRow): number {
  return nextRow(-1, 1, count, isRow);
}

/** The last row. */
export function lastRow(count: number, isRow: IsRow): number {
  return nextRow(count, -1, count, isRow);
}

/** The next row from `from` in the direction of `step`; where there is none, the nearest in the other. */
export function nextRow(from: number, step: 1 | -1, count: number, isRow: IsRow): number {
  for (let at = from + step; at >= 0 && at < count; at += step) if (isRow(at)) return at;
  for (let at = from; at >= 0 && at < count; at -= step) if (isRow(at)) return at;
  return 0;
}

/** Where each key stands, and the place of each row among the rows; a heading has place 0. */
export interface RowOrder {
  indexes: ReadonlyMap<string, number>;
  positions: readonly number[];
}

/** Reads the order of the items once, so that moving through 100,000 rows counts none of them again. */
export function rowOrder<T>(
  items: readonly T[],
  getKey: (item: T) => string,
  isHeading: (item: T) => boolean,
): RowOrder {
  const indexes = new Map<string, number>();
  const positions: number[] = [];
  let rows = 0;
  items.forEach((item, index) => {
    const heading = isHeading(item);
    if (!heading) {
      rows += 1;
      indexes.set(getKey(item), index);
    }
    positions.push(heading ? 0 : rows);
  });
  return { indexes, positions };
}
