import { screen, waitFor } from '@testing-library/react';
import { useRef, useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import type { OfferedReply } from '../../bridge/bindings';
import { TextArea } from '../../components/TextArea';
import { ReplyList } from './ReplyList';
import { useReplyPicker } from './useReplyPicker';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const reply = (id: string, name: string, text: string, more: Partial<OfferedReply> = {}): OfferedReply => ({
  id,
  name,
  text,
  language: 'en',
  lacking: [],
  ...more,
});
const replies = [
  reply('1', 'Late', 'You may come until 9.'),
  reply('2', 'Lift', 'Lift B works.'),
  reply('3', 'Price', 'It comes to {amount} for Ana.', { lacking: ['amount'] }),
];

let offered: ReturnType<typeof answer<'offerSavedReplies'>>;
beforeEach(() => {
  offered = answer('offerSavedReplies', () => replies);
});

function Field() {
  const [text, setText] = useState('');
  const areaRef = useRef<HTMLTextAreaElement>(null);
  const picker = useReplyPicker({ place: { of: 'conversation', id: 'c1' }, text, onText: setText, areaRef });
  return (
    <>
      <ReplyList picker={picker} />
      <TextArea
        {...picker.field}
        label="Reply"
        areaRef={areaRef}
        value={text}
        onChange={(next) => {
          setText(next);
          picker.typed(next);
        }}
        onKeyDown={(event) => void picker.onKeyDown(event)}
      />
      <button type="button" onClick={picker.open}>
        Open
      </button>
    </>
  );
}

const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });

it('R30 is picked by typing a slash and the beginning of its name, and read out meanwhile', async () => {
  const { user } = show(<Field />);
  await user.type(area(), 'Hello, /li');
  const option = await screen.findByRole('option', { name: /Lift Lift B works/ });
  expect(screen.getAllByRole('option')).toHaveLength(1);
  expect(offered.mock.lastCall).toEqual([{ of: 'conversation', id: 'c1' }]);
  expect(area().getAttribute('aria-activedescendant')).toBe(option.id);
  expect(screen.getByRole('status').textContent).toBe('1 saved reply');
  await expectNoAxe();
  await user.keyboard('{Enter}');
  expect(area().value).toBe('Hello, Lift B works.');
  expect(screen.queryByRole('listbox')).toBeNull();
  await user.keyboard(' Bye');
  expect(area().value).toBe('Hello, Lift B works. Bye');
});

it('R30 points out what has no value, and selects it to be written over', async () => {
  const { user } = show(<Field />);
  await user.type(area(), '/');
  await screen.findAllByRole('option');
  await user.keyboard('{ArrowUp}{Enter}');
  expect(area().value).toBe('It comes to {amount} for Ana.');
  expect(screen.getAllByText(/no value here for: the amount/)).not.toHaveLength(0);
  await waitFor(() =>
    expect(area().value.slice(area().selectionStart, area().selectionEnd)).toBe('{amount}'),
  );
  await user.keyboard('5 $');
  expect(area().value).toBe('It comes to 5 $ for Ana.');
  expect(screen.queryAllByText(/no value here/)).toHaveLength(0);
});

it('R30 opens from a button, and Escape leaves the words as they are', async () => {
  const { user } = show(<Field />);
  await user.type(area(), 'Hello');
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(await screen.findAllByRole('option')).toHaveLength(3);
  expect(area().value).toBe('Hello /');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(area().value).toBe('Hello /');
});

it('R30 says that none fits, that there are none, and what the core refused', async () => {
  const { user, unmount } = show(<Field />);
  await user.type(area(), '/zzz');
  expect(await screen.findAllByText('No saved reply fits.')).not.toHaveLength(0);
  unmount();
  answer('offerSavedReplies', () => []);
  const second = show(<Field />);
  await second.user.type(area(), '/');
  expect(await screen.findAllByText(/There are no saved replies yet/)).not.toHaveLength(0);
  second.unmount();
  answer('offerSavedReplies', () => refuse({ kind: 'locked' }));
  const third = show(<Field />);
  await third.user.type(area(), '/');
  expect(await screen.findAllByText('The screen is locked.')).not.toHaveLength(0);
});
