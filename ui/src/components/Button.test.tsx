import { screen } from '@testing-library/react';
import { Send } from 'lucide-react';
import { expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { Button } from './Button';

it('R91 is pressed by pointer and by keyboard, and not while disabled', async () => {
  const press = vi.fn();
  const { user, rerender } = show(
    <Button variant="primary" icon={Send} onPress={press}>
      Send
    </Button>,
  );
  const button = screen.getByRole('button', { name: 'Send' });
  await user.click(button);
  await user.keyboard('{Enter}');
  await user.keyboard(' ');
  expect(press).toHaveBeenCalledTimes(3);
  await expectNoAxe();
  rerender(
    <Button isDisabled onPress={press}>
      Send
    </Button>,
  );
  await user.click(screen.getByRole('button'));
  expect(press).toHaveBeenCalledTimes(3);
});
