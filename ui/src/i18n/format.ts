import { type Language, localeOf, type Translate, translator } from './translate';

/** A point in time as it crosses from the core (RFC 3339), or a date. */
export type Instant = string | Date;

/** Where and for whom times and amounts are written. */
export interface Setting {
  language: Language;
  /** The building's time zone (IANA). Every time on the screen is in it. */
  timeZone: string;
  /** The building's currency; an amount in another one is written with its full symbol. */
  currency?: string;
  /** The time zone of this computer; the zone is named where it differs from the building's. */
  deskZone?: string;
}

/** An amount of money as it crosses from the core. */
export interface Amount {
  minor: number | string;
  currency: string;
}

/** The parts of the date tile beside an event. */
export interface DateTile {
  weekday: string;
  day: string;
  month: string;
}

const DAY = 86_400_000;

/** Writes times, days, amounts and counts for one person at one building. */
export class Format {
  readonly #t: Translate;
  readonly #locale: string;
  readonly #setting: Setting;
  readonly #cache = new Map<string, Intl.DateTimeFormat>();
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #days = new Map<number, string>();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#locale = localeOf(setting.language);
    this.#t = translator(setting.language);
  }

  /** *9:41* today, *Yesterday*, *Fri*, then the date. */
  stamp(at: Instant, now: Date): string {
    const date = new Date(at);
    const days = dayNumber(this.#isoDay(now)) - dayNumber(this.#isoDay(date));
    if (days === 0) return this.clock(date);
    if (days === 1) return this.#t('common.yesterday');
    if (days > 1 && days < 7) return this.#write(date, { weekday: 'short' });
    return this.day(date, now);
  }

  /** *9:41*: the time of day as people say it. */
  clock(at: Instant): string {
    return this.time(at).replace(/^0(?=\d)/, '');
  }

  /** *09:41*: the time of day for columns. */
  time(at: Instant): string {
    return this.#write(new Date(at), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).replace(
      ' h ',
      ':',
    );
  }

  /** The hour of the day at the building, 0 to 23. */
  hour(at: Instant): number {
    return Number(this.time(at).slice(0, 2));
  }

  /** *Monday 23 November 2026, 9:41*, with the zone's name where the desk is in another one. */
  full(at: Instant): string {
    const date = new Date(at);
    const day = this.#write(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    return `${day.replace(/^(\p{L}+),/u, '$1')}, ${this.clock(date)}${this.#zoneSuffix(date)}`;
  }

  /** *26 Nov*, with the year where it is not this one. */
  day(at: Instant, now: Date): string {
    const date = new Date(at);
    const sameYear = this.#isoDay(date).slice(0, 4) === this.#isoDay(now).slice(0, 4);
    return this.#write(date, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
  }

  /** *Monday 23 November*: the heading above the entries of a day; the year where it is not this one. */
  dayHeading(at: Instant, now: Date): string {
    const date = new Date(at);
    const sameYear = this.#isoDay(date).slice(0, 4) === this.#isoDay(now).slice(0, 4);
    return this.#write(date, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...(sameYear ? {} : { year: 'numeric' }),
    }).replace(/^(\p{L}+),/u, '$1');
  }

  /** *Thu 26 Nov, 19:00 – 21:00*: when an event takes place. */
  when(start: Instant, end: Instant, now: Date, allDay = false): string {
    const from = new Date(start);
    // The end of a whole day is the first instant after it: shown, it would name the day that follows.
    const to = new Date(allDay ? new Date(end).getTime() - 1 : end);
    const oneDay = this.#isoDay(from) === this.#isoDay(to);
    if (allDay) {
      return oneDay
        ? `${this.#shortDay(from, now)}, ${this.#t('common.allDay')}`
        : `${this.#shortDay(from, now)} – ${this.#shortDay(to, now)}`;
    }
    const suffix = this.#zoneSuffix(from);
    if (oneDay) return `${this.#shortDay(from, now)}, ${this.time(from)} – ${this.time(to)}${suffix}`;
    return `${this.#shortDay(from, now)}, ${this.time(from)} – ${this.#shortDay(to, now)}, ${this.time(to)}${suffix}`;
  }

  /** *19:00 – 21:00*: the hours alone, beside a date tile. */
  hours(start: Instant, end: Instant, allDay = false): string {
    if (allDay) return this.#t('common.allDay');
    return `${this.time(start)} – ${this.time(end)}${this.#zoneSuffix(new Date(start))}`;
  }

  /** *THU*, *26*, *Nov*: the tile beside an event. */
  tile(at: Instant): DateTile {
    const date = new Date(at);
    return {
      weekday: this.#write(date, { weekday: 'short' }).replace('.', ''),
      day: this.#write(date, { day: 'numeric' }),
      month: this.#write(date, { month: 'short' }).replace('.', ''),
    };
  }

  /** Whether both lie on the same day at the building. */
  sameDay(a: Instant, b: Instant): boolean {
    return this.#isoDay(new Date(a)) === this.#isoDay(new Date(b));
  }

  /** The day at the building as `2026-11-23`: a key to group by. */
  dayKey(at: Instant): string {
    return this.#isoDay(new Date(at));
  }

  /** *52 min*, *3 h*, *1 d*: how long something has waited. */
  waited(since: Instant, now: Date): string {
    return this.duration((now.getTime() - new Date(since).getTime()) / 1000);
  }

  /** *11 min*, *3 h*, *1 d*: a time in seconds, cut to what matters of it. */
  duration(seconds: number): string {
    const minutes = Math.max(0, Math.floor(seconds / 60));
    if (minutes < 60) return `${minutes} ${this.#t('common.minute')}`;
    if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} ${this.#t('common.hour')}`;
    return `${this.count(Math.floor(minutes / (24 * 60)))} ${this.#t('common.day')}`;
  }

  /** *$80*, *80 $*, *CA$12.50*: minor units and an ISO 4217 code as people write them. */
  money({ minor, currency }: Amount): string {
    const style = {
      style: 'currency',
      currency,
      currencyDisplay: currency === (this.#setting.currency ?? currency) ? 'narrowSymbol' : 'symbol',
    } as const;
    const usual = this.#number(style);
    const value = Number(minor) / 10 ** (usual.resolvedOptions().maximumFractionDigits ?? 2);
    if (!Number.isInteger(value)) return usual.format(value);
    return this.#number({ ...style, minimumFractionDigits: 0, maximumFractionDigits: 0 }).format(value);
  }

  /** *12,400*: a count with its separators. */
  count(value: number): string {
    return this.#number({}).format(value);
  }

  /** *Wednesday 25 November, 14:00*: a moment to choose from among others; the year where it is not this one. */
  moment(at: Instant, now: Date): string {
    const date = new Date(at);
    return `${this.dayHeading(date, now)}, ${this.clock(date)}${this.#zoneSuffix(date)}`;
  }

  /** *0.4 MB*, *480 MB*, *1.2 GB*: the size of a file, or of what is free, in kibibytes. */
  size(kib: number): string {
    const megabytes = (kib * 1.024) / 1000;
    return megabytes < 1000
      ? this.#unit(Math.max(megabytes, 0.1), 'megabyte')
      : this.#unit(megabytes / 1000, 'gigabyte');
  }

  /** *12 of 480 MB*: how much of a file is done, both in kibibytes. */
  sizeOf(done: number, total: number): string {
    const megabytes = (kib: number) => (kib * 1.024) / 1000;
    const digits = megabytes(total) < 10 ? 1 : 0;
    const written = new Intl.NumberFormat(this.#locale, { maximumFractionDigits: digits });
    return this.#t('common.progress', {
      done: written.format(megabytes(done)),
      total: this.#unit(megabytes(total), 'megabyte'),
    });
  }

  /** The building's zone by name where the desk's own differs, else nothing. */
  zoneName(at: Instant): string {
    const { deskZone, timeZone } = this.#setting;
    if (deskZone === undefined || deskZone === timeZone) return '';
    const part = this.#formatter({ timeZoneName: 'short' })
      .formatToParts(new Date(at))
      .find(({ type }) => type === 'timeZoneName');
    return part?.value ?? timeZone;
  }

  #unit(value: number, unit: 'megabyte' | 'gigabyte'): string {
    const maximumFractionDigits = value < 10 ? 1 : 0;
    return new Intl.NumberFormat(this.#locale, { style: 'unit', unit, maximumFractionDigits }).format(value);
  }

  #zoneSuffix(date: Date): string {
    const name = this.zoneName(date);
    return name === '' ? '' : ` ${name}`;
  }

  #shortDay(date: Date, now: Date): string {
    return `${this.#write(date, { weekday: 'short' }).replace('.', '')} ${this.day(date, now)}`;
  }

  // Put together from its parts: in which order a locale writes them differs from one web view to the next.
  #isoDay(date: Date): string {
    // Zones change at full quarters of an hour: all of one lies on the same day.
    const quarter = Math.floor(date.getTime() / 900_000);
    const known = this.#days.get(quarter);
    if (known !== undefined) return known;
    if (this.#days.size > 5000) this.#days.clear();
    const day = this.#readIsoDay(date);
    this.#days.set(quarter, day);
    return day;
  }

  #readIsoDay(date: Date): string {
    const formatter = this.#formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-US');
    const parts = new Map(formatter.formatToParts(date).map(({ type, value }) => [type, value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  }

  #write(date: Date, options: Intl.DateTimeFormatOptions): string {
    return this.#formatter(options).format(date);
  }

  // Building an Intl formatter costs more than a whole row: each is made once.
  #formatter(options: Intl.DateTimeFormatOptions, locale = this.#locale): Intl.DateTimeFormat {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const made = new Intl.DateTimeFormat(locale, { timeZone: this.#setting.timeZone, ...options });
    this.#cache.set(key, made);
    return made;
  }

  #number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = JSON.stringify(options);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(this.#locale, options);
    this.#numbers.set(key, made);
    return made;
  }
}

function dayNumber(isoDay: string): number {
  return Math.round(Date.parse(`${isoDay}T00:00:00Z`) / DAY);
}
