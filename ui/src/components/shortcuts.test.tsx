import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { show } from '../app/testing/render';
import { useShortcut } from './shortcuts';

function Keys({ letter, search }: { letter: (() => void) | null; search: () => void }) {
  useShortcut('r', letter);
  useShortcut('mod+k', search);
  return <textarea aria-label="Reply" />;
}

it('R91 single letters work outside text fields, keys with a modifier everywhere', async () => {
  const letter = vi.fn();
  const search = vi.fn();
  const { user } = show(<Keys letter={letter} search={search} />);
  await user.keyboard('r');
  expect(letter).toHaveBeenCalledOnce();
  await user.type(screen.getByRole('textbox'), 'r');
  expect(letter).toHaveBeenCalledOnce();
  await user.keyboard('{Control>}k{/Control}');
  expect(search).toHaveBeenCalledOnce();
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'r');
});

it('leaves the keys of the system alone, and rests when told to', async () => {
  const letter = vi.fn();
  const { user, rerender } = show(<Keys letter={letter} search={() => {}} />);
  await user.keyboard('{Control>}r{/Control}{Alt>}r{/Alt}{Shift>}R{/Shift}');
  expect(letter).not.toHaveBeenCalled();
  rerender(<Keys letter={null} search={() => {}} />);
  await user.keyboard('r');
  expect(letter).not.toHaveBeenCalled();
});

it('rests under a dialog', async () => {
  const letter = vi.fn();
  const { user } = show(
    <>
      <Keys letter={letter} search={() => {}} />
      <div role="dialog" aria-label="Question" />
    </>,
  );
  await user.keyboard('r');
  expect(letter).not.toHaveBeenCalled();
});
