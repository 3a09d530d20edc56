import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { VirtualFeed, type VirtualFeedProps } from './VirtualFeed';

const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `entry ${from + index}`);

const Feed = (props: Partial<VirtualFeedProps<string>> & { items: string[] }) => (
  <VirtualFeed
    label="Conversation with Ana Moreau"
    getKey={(entry) => entry}
    estimateSize={() => 46}
    renderItem={(entry) => <p>{entry}</p>}
    {...props}
  />
);

it('opens at its end and draws only what is in sight', async () => {
  show(<Feed items={entries(0, 1000)} />);
  expect(await screen.findByText('entry 999')).toBeTruthy();
  expect(screen.queryByText('entry 0')).toBeNull();
  await expectNoAxe();
});

it('opens at the first unread where there is one', async () => {
  show(<Feed items={entries(0, 1000)} startAtKey="entry 500" />);
  expect(await screen.findByText('entry 500')).toBeTruthy();
  expect(screen.queryByText('entry 999')).toBeNull();
});

it('asks for earlier entries at its beginning only', async () => {
  const earlier = vi.fn();
  const { unmount } = show(<Feed items={entries(0, 1000)} hasEarlier onLoadEarlier={earlier} />);
  await screen.findByText('entry 999');
  expect(earlier).not.toHaveBeenCalled();
  unmount();
  show(<Feed items={entries(0, 4)} hasEarlier onLoadEarlier={earlier} />);
  expect(earlier).toHaveBeenCalledOnce();
});

it('R91 is spoken as it grows, without taking the focus', async () => {
  const { rerender } = show(<Feed items={entries(0, 3)} />);
  rerender(<Feed items={entries(0, 4)} />);
  expect(await screen.findByText('entry 3')).toBeTruthy();
  expect(screen.getByRole('log', { name: 'Conversation with Ana Moreau' })).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
});
