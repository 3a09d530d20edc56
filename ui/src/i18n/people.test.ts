import { describe, expect, it } from 'vitest';
import { firstName } from './people';

describe('firstName', () => {
  it('is what one greets with', () => {
    expect(firstName(' Ana Moreau')).toBe('Ana');
    expect(firstName('Björk')).toBe('Björk');
  });
});
