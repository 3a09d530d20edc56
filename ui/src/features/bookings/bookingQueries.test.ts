import { describe, expect, it } from 'vitest';
import { eventHead as head } from '../../app/testing/samples';
import { lineKey, lines } from './bookingQueries';
import { row } from './samples.testing';
import { inverse, nextStep } from './steps';

describe('the lines of the list', () => {
  it('R6 an event that goes on over the end of a page has one head', () => {
    const made = lines([
      { rows: [row({ id: '1' }), row({ id: '2' })], events: [head()] },
      { rows: [row({ id: '3' }), row({ id: '4', event_id: 'e2' })], events: [head(), head({ id: 'e2' })] },
    ]);
    expect(made.map(lineKey)).toEqual(['event:e1', '1', '2', '3', 'event:e2', '4']);
  });
});

describe('steps', () => {
  it('R2 the step beside the conversation is one that the core allows, and none that ends the booking', () => {
    expect(nextStep(row({ actions: ['approve', 'waitlist', 'decline', 'cancel'] }))).toBe('approve');
    expect(nextStep(row({ actions: ['offer_place', 'decline', 'cancel'] }))).toBe('offer_place');
    expect(nextStep(row({ actions: ['decline', 'cancel'] }))).toBeNull();
    expect(nextStep(row({ actions: [] }))).toBeNull();
  });

  it('R2 only what leads back exactly can be undone', () => {
    expect(inverse(row({ status: 'confirmed' }), 'check_in')).toBe('undo_check_in');
    // A no-show who comes after all would be confirmed by it, not a no-show again.
    expect(inverse(row({ status: 'no_show' }), 'check_in')).toBeNull();
    expect(inverse(row({ status: 'checked_in' }), 'undo_check_in')).toBe('check_in');
    expect(inverse(row({ status: 'pending' }), 'approve')).toBeNull();
  });
});
