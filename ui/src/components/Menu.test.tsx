import { screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { MoreActions } from './Menu';

it('R91 is opened, walked and closed by keyboard, and the focus comes back', async () => {
  const cancel = vi.fn();
  const { user } = show(
    <MoreActions
      of="Ana Moreau"
      groups={[
        [{ id: 'view', label: 'View event', onAction: () => {} }],
        [],
        [{ id: 'cancel', label: 'Cancel booking', danger: true, onAction: cancel }],
      ]}
    />,
  );
  const button = screen.getByRole('button', { name: 'More actions: Ana Moreau' });
  await user.tab();
  await user.keyboard('{Enter}');
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
    'View event',
    'Cancel booking',
  ]);
  expect(screen.getAllByRole('separator')).toHaveLength(1);
  await expectNoAxe(screen.getByRole('menu'));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  // The menu gives the focus back in the next frame.
  await waitFor(() => expect(document.activeElement).toBe(button));
  await user.keyboard('{Enter}{ArrowDown}{Enter}');
  expect(cancel).toHaveBeenCalledOnce();
});

it('R11 draws nothing when nothing is offered', () => {
  show(<MoreActions of="Ana Moreau" groups={[[], []]} />);
  expect(screen.queryByRole('button')).toBeNull();
});
