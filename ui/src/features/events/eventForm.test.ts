import { CalendarDate, Time } from '@internationalized/date';
import { describe, expect, it } from 'vitest';
import { blank, minorUnits, moveStart, toForm, written } from './eventForm';
import { panel } from './samples.testing';

const today = new CalendarDate(2026, 11, 23);
const filled = { ...blank(today), title: 'Wine tasting' };

describe('the form of an event', () => {
  it('R8 carries an event over and back as it was', () => {
    expect(toForm(written(panel()), 'e1', 'CAD')).toEqual({
      id: 'e1',
      event_kind: 'community_event',
      title: 'Wine tasting',
      starts: '2026-11-26T19:00:00',
      ends: '2026-11-26T21:00:00',
      all_day: false,
      place: 'Sky Lounge',
      description: 'Five wines.',
      capacity: 24,
      guests_allowed: true,
      booking_required: true,
      price_minor: 4050,
    });
  });

  it('R8 an emptied number is no limit and no price', () => {
    const form = toForm({ ...filled, capacity: Number.NaN, price: Number.NaN }, null, 'CAD');
    expect(form).toMatchObject({ id: null, capacity: null, price_minor: null });
  });

  it('R8 is not sent while a day or a time is missing', () => {
    expect(toForm({ ...filled, endDay: null }, null, 'CAD')).toBeNull();
    expect(toForm({ ...filled, startTime: null }, null, 'CAD')).toBeNull();
    expect(toForm({ ...filled, startTime: null, allDay: true }, null, 'CAD')).toMatchObject({
      starts: '2026-11-24T00:00:00',
      all_day: true,
    });
  });

  it('R1 never asks for booking at a Meeting or a Notice', () => {
    expect(toForm({ ...filled, kind: 'meeting' }, null, 'CAD')?.booking_required).toBe(false);
    expect(toForm({ ...filled, kind: 'notice' }, null, 'CAD')?.booking_required).toBe(false);
    expect(toForm(filled, null, 'CAD')?.booking_required).toBe(true);
  });

  it('R4 knows how many minor units a currency has', () => {
    expect([minorUnits('CAD'), minorUnits('JPY')]).toEqual([100, 1]);
    expect(toForm({ ...filled, price: 19.99 }, null, 'CAD')?.price_minor).toBe(1999);
    expect(toForm({ ...filled, price: 500 }, null, 'JPY')?.price_minor).toBe(500);
  });

  it('moving the start takes the end along, over midnight too', () => {
    const moved = moveStart(filled, new CalendarDate(2026, 11, 30), new Time(23));
    expect(moved.endDay?.toString()).toBe('2026-12-01');
    expect(moved.endTime?.toString()).toBe('01:00:00');
    expect(moveStart(filled, null, new Time(20)).endTime?.toString()).toBe('21:00:00');
  });
});
