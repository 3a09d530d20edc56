import { useParams } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, showAt } from '../../app/testing/render';
import type { StaffPage } from '../../bridge/bindings';
import { Toasts } from '../../components/Toasts';
import { toasts } from '../../components/toasts';
import { SettingsPage } from './SettingsPage';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const staff: StaffPage = {
  staff: [
    { id: 'lee', name: 'Lee Park', email: 'lee@example.org', group: 'g1', last_administrator: true },
    { id: 'sam', name: 'Sam Okafor', email: 'sam@example.org', group: 'g2', last_administrator: false },
  ],
  groups: [
    {
      id: 'g1',
      name: 'Administrators',
      permissions: {
        event_bookings: 'manage',
        residents: 'manage',
        announcements: 'send',
        administration: true,
      },
      members: 1,
    },
    {
      id: 'g2',
      name: 'Concierge',
      permissions: {
        event_bookings: 'view',
        residents: 'view',
        announcements: 'none',
        administration: false,
      },
      members: 1,
    },
  ],
};

beforeEach(() => {
  toasts.clear();
  answer('listStaff', () => staff);
});

function Page() {
  // The address that the tests stand at has one part for all of it.
  const { _splat = '' }: { _splat?: string } = useParams({ strict: false });
  return (
    <main>
      <SettingsPage part={_splat.split('/')[1] ?? null} />
      <Toasts />
    </main>
  );
}

const page = (options?: Parameters<typeof showAt>[2]) => showAt('/settings', <Page />, options);

async function stand(part: string) {
  const view = await page();
  await view.user.click(screen.getByRole('radio', { name: part }));
  await waitFor(() => expect(screen.getByRole('radio', { name: part, checked: true })).toBeTruthy());
  return view;
}

it('R51 who is no administrator sees what is their own, and nothing else', async () => {
  await page({ permissions: { administration: false } });
  expect(screen.getByRole('heading', { name: 'Language and appearance' })).toBeTruthy();
  expect(screen.queryByText('Permission groups')).toBeNull();
  expect(screen.queryByRole('radio', { name: 'Staff' })).toBeNull();
});

it('R51 the address of a part shows what is their own to who is no administrator', async () => {
  await showAt('/settings/backup', <Page />, { permissions: { administration: false } });
  expect(screen.getByRole('heading', { name: 'Language and appearance' })).toBeTruthy();
});

it('every part has an address, so that something can lead to it', async () => {
  const { address } = await stand('Permission groups');
  expect(address()).toBe('/settings/groups');
  expect(await screen.findByText('Concierge')).toBeTruthy();
});

it('R90 R91 language, theme and row height are each person’s own and hold at once', async () => {
  const save = answer('savePreferences', () => null);
  const { user, container } = await page();
  await expectNoAxe(container);
  await user.click(screen.getByRole('radio', { name: 'Dark' }));
  await waitFor(() =>
    expect(save).toHaveBeenCalledWith({ language: 'en', theme: 'dark', density: 'comfortable' }),
  );
  await user.click(screen.getByRole('button', { name: /Language/ }));
  await user.click(screen.getByRole('option', { name: 'Français' }));
  await waitFor(() =>
    expect(save).toHaveBeenLastCalledWith({ language: 'fr', theme: 'system', density: 'comfortable' }),
  );
});

it('R52 a new password takes the present one', async () => {
  answer('changePassword', () => refuse({ kind: 'wrong_password' }));
  const { user } = await page();
  await user.type(screen.getByLabelText('Present password'), 'guess');
  await user.type(screen.getByLabelText('New password'), 'a new sesame{Enter}');
  expect(await screen.findByText('This is not your present password.')).toBeTruthy();
  const change = answer('changePassword', () => null);
  await user.type(screen.getByLabelText('Present password'), '!{Enter}');
  expect(await screen.findByText('Your password is changed')).toBeTruthy();
  expect(change).toHaveBeenCalledWith('guess!', 'a new sesame');
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('');
});

it('R52 an administrator says after how long the screen locks', async () => {
  const save = answer('saveBuilding', () => null);
  const { user, container } = await stand('Building');
  await expectNoAxe(container);
  const minutes = screen.getByLabelText('Minutes without a touch');
  await user.clear(minutes);
  await user.type(minutes, '25');
  await user.tab();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('The building is saved');
  expect(save.mock.lastCall?.[0]).toMatchObject({ name: 'Harbour House', lock_after_minutes: 25 });
  await user.click(screen.getByRole('switch', { name: 'Lock the screen by itself' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(save.mock.lastCall?.[0].lock_after_minutes).toBeNull());
});

it('R50 the last administrator can be neither removed nor moved, and it is said why', async () => {
  const { user } = await stand('Staff');
  await user.click(await screen.findByRole('button', { name: 'More actions: Lee Park' }));
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual(['Edit']);
  await user.click(screen.getByRole('menuitem', { name: 'Edit' }));
  const dialog = await screen.findByRole('dialog', { name: 'Edit Lee Park' });
  const group = within(dialog).getByRole<HTMLButtonElement>('button', { name: /Permission group/ });
  expect(group.disabled).toBe(true);
  expect(within(dialog).getByText(/This is the last administrator/)).toBeTruthy();
  await expectNoAxe(dialog);
});

it('R50 removing a staff member names them, and is refused where the core says so', async () => {
  answer('removeStaff', () => refuse({ kind: 'last_administrator' }));
  const { user } = await stand('Staff');
  await user.click(await screen.findByRole('button', { name: 'More actions: Sam Okafor' }));
  await user.click(screen.getByRole('menuitem', { name: 'Remove the staff member' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove Sam Okafor?' });
  await user.click(within(dialog).getByRole('button', { name: 'Remove the staff member' }));
  expect(
    await within(dialog).findByText('The building would be left without an administrator.'),
  ).toBeTruthy();
  const remove = answer('removeStaff', () => null);
  await user.click(within(dialog).getByRole('button', { name: 'Remove the staff member' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(remove).toHaveBeenCalledWith('sam');
});

it('R50 a staff member is added with a group and a password', async () => {
  const save = answer('saveStaff', () => refuse({ kind: 'invalid', field: 'email', fault: 'taken' }));
  const { user } = await stand('Staff');
  await user.click(await screen.findByRole('button', { name: 'Add a staff member' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  expect(within(dialog).getAllByText('This is needed.')).toHaveLength(4);
  expect(save).not.toHaveBeenCalled();
  await user.type(within(dialog).getByLabelText('Name'), 'Nadia Haddad');
  await user.type(within(dialog).getByLabelText('Email address'), 'lee@example.org');
  await user.type(within(dialog).getByLabelText('Password'), 'open sesame');
  await user.click(within(dialog).getByRole('button', { name: /Permission group/ }));
  await user.click(screen.getByRole('option', { name: 'Concierge' }));
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  expect(await within(dialog).findByText('Somebody else has this email address already.')).toBeTruthy();
  expect(save).toHaveBeenCalledWith({
    id: null,
    name: 'Nadia Haddad',
    email: 'lee@example.org',
    group: 'g2',
    password: 'open sesame',
  });
});

it('R50 a new permission group starts at view, and none is chosen on purpose', async () => {
  const save = answer('saveGroup', () => 'g3');
  const { user } = await stand('Permission groups');
  await user.click(await screen.findByRole('button', { name: 'Add a permission group' }));
  const dialog = await screen.findByRole('dialog');
  await expectNoAxe(dialog);
  await user.type(within(dialog).getByLabelText('Name'), 'Night desk');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(save).toHaveBeenCalledOnce());
  expect(save.mock.lastCall?.[0]).toEqual({
    id: null,
    name: 'Night desk',
    permissions: { event_bookings: 'view', residents: 'view', announcements: 'none', administration: false },
  });
});

it('R50 a group with members is not removed, and it is said what to do first', async () => {
  answer('removeGroup', () => refuse({ kind: 'group_in_use' }));
  const { user } = await stand('Permission groups');
  await user.click(await screen.findByRole('button', { name: 'More actions: Concierge' }));
  await user.click(screen.getByRole('menuitem', { name: 'Remove the permission group' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(/1 staff member is in this group/)).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Remove the permission group' }));
  expect(await within(dialog).findByText(/still has members/)).toBeTruthy();
});
