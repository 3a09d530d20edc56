import { screen } from '@testing-library/react';
import { X } from 'lucide-react';
import { expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { IconButton } from './IconButton';

it('R91 has a name, and shows it on keyboard focus with its key', async () => {
  const press = vi.fn();
  const { user } = show(<IconButton icon={X} label="Close" keys="Esc" onPress={press} />);
  const button = screen.getByRole('button', { name: 'Close' });
  expect(screen.queryByRole('tooltip')).toBeNull();
  await user.tab();
  expect(button).toHaveProperty('ownerDocument.activeElement', button);
  expect(screen.getByRole('tooltip').textContent).toBe('CloseEsc');
  await expectNoAxe();
  await user.keyboard('{Enter}');
  expect(press).toHaveBeenCalledOnce();
});
