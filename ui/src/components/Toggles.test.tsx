import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectNoAxe, show } from '../app/testing/render';
import { Checkbox } from './Checkbox';
import { FilterBar } from './FilterBar';
import { RadioGroup } from './RadioGroup';
import { Switch } from './Switch';
import { Tabs } from './Tabs';

it('Checkbox and Switch are named by their words and pressed by the space bar', async () => {
  const check = vi.fn();
  const turn = vi.fn();
  const { user } = show(
    <>
      <Checkbox onChange={check}>Guests allowed</Checkbox>
      <Switch onChange={turn}>Sound</Switch>
    </>,
  );
  await user.tab();
  await user.keyboard(' ');
  expect(check).toHaveBeenCalledExactlyOnceWith(true);
  await user.tab();
  await user.keyboard(' ');
  expect(turn).toHaveBeenCalledExactlyOnceWith(true);
  expect(screen.getByRole('switch', { name: 'Sound' })).toHaveProperty('checked', true);
  await expectNoAxe();
});

it('RadioGroup moves its choice with the arrows', async () => {
  const change = vi.fn();
  const { user } = show(
    <RadioGroup
      label="Event bookings"
      value="view"
      onChange={change}
      choices={[
        { value: 'none', label: 'None' },
        { value: 'view', label: 'View', description: 'Sees bookings' },
        { value: 'manage', label: 'Manage' },
      ]}
    />,
  );
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect(change).toHaveBeenCalledExactlyOnceWith('manage');
  await expectNoAxe();
});

it('FilterBar always has one filter in force, and shows a count only where there is something', async () => {
  const select = vi.fn();
  const { user } = show(
    <FilterBar
      label="Filters"
      selected="open"
      onSelect={select}
      filters={[
        { id: 'open', label: 'Open' },
        { id: 'unread', label: 'Unread', count: 3 },
        { id: 'closed', label: 'Closed', count: 0 },
      ]}
    />,
  );
  expect(screen.getAllByRole('radio').map((filter) => filter.textContent)).toEqual([
    'Open',
    'Unread3',
    'Closed',
  ]);
  await user.click(screen.getByRole('radio', { name: 'Open' }));
  expect(select.mock.calls.flat()).not.toContain(undefined);
  await user.click(screen.getByRole('radio', { name: /Unread/ }));
  expect(select).toHaveBeenLastCalledWith('unread');
  await expectNoAxe();
});

it('Tabs show one panel and change by the arrows', async () => {
  const select = vi.fn();
  const { user } = show(
    <Tabs
      label="Write"
      selected="reply"
      onSelect={select}
      tabs={[
        { id: 'reply', label: 'Reply to Ana', content: 'To Ana' },
        { id: 'note', label: 'Note for staff', content: 'For staff' },
      ]}
    />,
  );
  expect(screen.getByRole('tabpanel').textContent).toBe('To Ana');
  await user.tab();
  await user.keyboard('{ArrowRight}');
  expect(select).toHaveBeenCalledExactlyOnceWith('note');
});
