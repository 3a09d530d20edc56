import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { Button } from './Button';
import { ConfirmDialog, Dialog } from './Dialog';

function Opener({ onConfirm }: { onConfirm: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Cancel booking…</Button>
      <ConfirmDialog
        isOpen={open}
        onClose={() => setOpen(false)}
        onConfirm={onConfirm}
        title="Cancel the booking of Ana Moreau?"
        confirmLabel="Cancel booking"
        cancelLabel="Keep it"
        danger
      >
        Ana is told by email.
      </ConfirmDialog>
    </>
  );
}

it('R91 has the focus on the safe answer, and gives it back on Escape', async () => {
  const confirm = vi.fn();
  const { user } = show(<Opener onConfirm={confirm} />);
  await user.click(screen.getByRole('button'));
  expect(screen.getByRole('alertdialog', { name: 'Cancel the booking of Ana Moreau?' })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Keep it');
  await expectNoAxe(screen.getByRole('alertdialog'));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(document.activeElement?.textContent).toBe('Cancel booking…');
  expect(confirm).not.toHaveBeenCalled();
});

it('does what was confirmed', async () => {
  const confirm = vi.fn();
  const { user } = show(<Opener onConfirm={confirm} />);
  await user.click(screen.getByRole('button'));
  await user.click(screen.getByRole('button', { name: 'Cancel booking' }));
  expect(confirm).toHaveBeenCalledOnce();
});

it('is closed by its button, in the language of the person', async () => {
  const close = vi.fn();
  const { user } = show(
    <Dialog isOpen onClose={close} title="Clavier">
      R
    </Dialog>,
    { language: 'fr' },
  );
  await user.click(screen.getByRole('button', { name: 'Fermer' }));
  expect(close).toHaveBeenCalledOnce();
});
