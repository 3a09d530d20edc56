import { describe, expect, it } from 'vitest';
import { Format } from './format';

const montreal = { timeZone: 'America/Toronto', deskZone: 'America/Toronto', currency: 'CAD' };
const english = new Format({ ...montreal, language: 'en' });
const french = new Format({ ...montreal, language: 'fr' });
// Monday 23 November 2026, 10:00 in Montréal.
const now = new Date('2026-11-23T15:00:00Z');

describe('times', () => {
  it('writes today as the hour, then Yesterday, the weekday, the date', () => {
    expect(english.stamp('2026-11-23T14:41:00Z', now)).toBe('9:41');
    expect(english.stamp('2026-11-22T23:00:00Z', now)).toBe('Yesterday');
    expect(english.stamp('2026-11-20T23:00:00Z', now)).toBe('Fri');
    expect(english.stamp('2026-11-16T15:00:00Z', now)).toBe('16 Nov');
    expect(english.stamp('2025-11-16T15:00:00Z', now)).toBe('16 Nov 2025');
    expect(french.stamp('2026-11-22T23:00:00Z', now)).toBe('Hier');
    expect(french.stamp('2026-11-23T14:41:00Z', now)).toBe('9:41');
  });

  it('counts days at the building, not in UTC', () => {
    // 04:30 in UTC is still the evening before in Montréal.
    expect(english.stamp('2026-11-23T04:30:00Z', now)).toBe('Yesterday');
    const paris = new Format({ language: 'en', timeZone: 'Europe/Paris', deskZone: 'Europe/Paris' });
    expect(paris.stamp('2026-11-23T04:30:00Z', now)).toBe('5:30');
  });

  it('R23 names the zone only where the desk is in another one', () => {
    expect(english.full('2026-11-23T14:41:00Z')).toBe('Monday 23 November 2026, 9:41');
    const away = new Format({ ...montreal, language: 'en', deskZone: 'Europe/Paris' });
    expect(away.full('2026-11-23T14:41:00Z')).toMatch(/^Monday 23 November 2026, 9:41 (GMT-5|EST|UTC-5)$/);
  });

  it('names a moment among others by its day and hour', () => {
    expect(english.moment('2026-11-22T19:05:00Z', now)).toBe('Sunday 22 November, 14:05');
    expect(french.moment('2025-11-22T19:05:00Z', now)).toBe('samedi 22 novembre 2025, 14:05');
    const away = new Format({ ...montreal, language: 'en', deskZone: 'Europe/Paris' });
    expect(away.moment('2026-11-22T19:05:00Z', now)).toMatch(/^Sunday 22 November, 14:05 (GMT-5|EST|UTC-5)$/);
  });

  it('writes when an event takes place', () => {
    expect(english.when('2026-11-27T00:00:00Z', '2026-11-27T02:00:00Z', now)).toBe(
      'Thu 26 Nov, 19:00 – 21:00',
    );
    expect(english.when('2026-11-26T05:00:00Z', '2026-11-27T05:00:00Z', now, true)).toBe(
      'Thu 26 Nov, All day',
    );
    expect(english.when('2026-11-26T05:00:00Z', '2026-11-28T05:00:00Z', now, true)).toBe(
      'Thu 26 Nov – Fri 27 Nov',
    );
    expect(french.hours('2026-11-27T00:00:00Z', '2026-11-27T02:00:00Z')).toBe('19:00 – 21:00');
  });

  it('heads the entries of a day', () => {
    expect(english.dayHeading(now, now)).toBe('Monday 23 November');
    expect(french.dayHeading(now, now)).toBe('lundi 23 novembre');
  });

  it('says how long something has waited', () => {
    expect(english.waited('2026-11-23T14:08:00Z', now)).toBe('52 min');
    expect(english.waited('2026-11-23T12:00:00Z', now)).toBe('3 h');
    expect(french.waited('2026-11-22T12:00:00Z', now)).toBe('1 j');
  });
});

describe('money', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

  it('R4 writes minor units as people do, cents only where there are any', () => {
    expect(english.money({ minor: 8000, currency: 'CAD' })).toBe('$80');
    expect(english.money({ minor: 8050, currency: 'CAD' })).toBe('$80.50');
    expect(plain(french.money({ minor: 8050, currency: 'CAD' }))).toBe('80,50 $');
  });

  it('R4 knows currencies without cents, and tells dollars apart', () => {
    expect(english.money({ minor: 500, currency: 'JPY' })).toContain('500');
    expect(english.money({ minor: 8000, currency: 'USD' })).toBe('US$80');
  });
});

describe('sizes', () => {
  const plain = (words: string) => words.replace(/[\u00a0\u202f]/g, ' ');

  it('of files are written in what people count them in', () => {
    expect(plain(english.size(40))).toBe('0.1 MB');
    expect(plain(english.size(420))).toBe('0.4 MB');
    expect(plain(english.size(468_750))).toBe('480 MB');
    expect(plain(english.size(1_171_875))).toBe('1.2 GB');
    expect(plain(french.size(1_171_875))).toBe('1,2 Go');
  });

  it('of what is done are counted against the whole in the same measure', () => {
    expect(plain(english.sizeOf(11_719, 468_750))).toBe('12 of 480 MB');
    expect(plain(english.sizeOf(1000, 4000))).toBe('1 of 4.1 MB');
    expect(plain(french.sizeOf(11_719, 1_171_875))).toBe('12 sur 1 200 Mo');
  });
});
