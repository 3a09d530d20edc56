import { readFileSync } from 'node:fs';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../app/testing/render';
import { Avatar, hueOf, initials } from './Avatar';
import { Pill } from './Pill';

describe('Avatar', () => {
  it('takes the first letters of the first and last name', () => {
    expect(initials('Ana Moreau')).toBe('AM');
    expect(initials('Lucía de la Benítez')).toBe('LB');
    expect(initials('Zoé')).toBe('Z');
    expect(initials('  ')).toBe('');
    expect(initials('“Ana” (Moreau)')).toBe('AM');
  });

  it('R91 is passed over by screen readers: the name stands beside it', () => {
    show(<Avatar name="Ana Moreau" />);
    expect(screen.getByText('AM').getAttribute('aria-hidden')).toBe('true');
  });

  it('keeps its colour, and spreads the colours over names', () => {
    const names = [
      'Ana Moreau',
      'Jonas Tremblay',
      'Priya Krishnan',
      'Lucía Benítez',
      'Esi Owusu',
      'Dana Whitfield',
    ];
    expect(hueOf('Ana Moreau')).toBe(hueOf('Ana Moreau'));
    expect(new Set(names.map(hueOf)).size).toBeGreaterThan(2);
  });

  it('R91 keeps 4.5 : 1 between letters and ground in every colour', () => {
    const css = readFileSync('src/components/Avatar.module.css', 'utf8');
    const pairs = [...css.matchAll(/background: (#\w{6});\s+color: (#\w{6});/g)];
    expect(pairs).toHaveLength(6);
    for (const [, ground = '', letters = ''] of pairs)
      expect(contrast(ground, letters)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('Pill', () => {
  it('R91 says in words what its colour says', () => {
    show(<Pill tone="warning">Unpaid</Pill>);
    expect(screen.getByText('Unpaid').dataset.tone).toBe('warning');
  });
});

describe('tokens', () => {
  it('R91 every text keeps 4.5 : 1 on its grounds, in light and in dark', () => {
    const css = readFileSync('src/app/tokens.css', 'utf8');
    const token = (name: string): [string, string] => {
      const found = css.match(new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`));
      if (!found?.[1] || !found[2]) throw new Error(`no token ${name}`);
      return [found[1], found[2]];
    };
    const grounds = ['ground', 'surface', 'raised', 'sunken', 'thread'];
    const pairs = [
      ...grounds.flatMap((ground) => [
        ['text', ground],
        ['muted', ground],
        ['accent', ground],
        ['danger', ground],
      ]),
      ...['accent', 'warning', 'danger', 'info'].map((tone) => [tone, `${tone}-soft`]),
      ...['muted', 'text'].flatMap((text) => ['accent-soft', 'warning-soft'].map((ground) => [text, ground])),
      ['on-accent', 'accent'],
      ['on-accent', 'accent-hover'],
      ['on-danger', 'danger'],
      ['on-inverse', 'inverse'],
    ] as [string, string][];
    const weak = pairs.flatMap(([text, ground]) =>
      [0, 1]
        .map((theme) => contrast(token(text)[theme] ?? '', token(ground)[theme] ?? ''))
        .filter((ratio) => ratio < 4.5)
        .map((ratio) => `${text} on ${ground}: ${ratio.toFixed(2)}`),
    );
    expect(weak).toEqual([]);
  });
});

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
