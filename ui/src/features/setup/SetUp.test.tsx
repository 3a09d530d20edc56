import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import { SetUp } from './SetUp';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

function stand(language: 'en' | 'fr' = 'en') {
  const onHold = vi.fn();
  const onLanguage = vi.fn();
  const view = show(
    <SetUp
      suggestedTimeZone="America/Toronto"
      folder="/home/sam/lobby"
      onLanguage={onLanguage}
      onHold={onHold}
    />,
    { language },
  );
  return { ...view, onHold, onLanguage };
}

async function fill({ user }: ReturnType<typeof stand>) {
  await user.click(screen.getByRole('button', { name: /^Set up a building/ }));
  await user.type(screen.getByLabelText('Name of the building'), 'Harbour House');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await user.type(screen.getByLabelText('Your name'), 'Sam Okafor');
  await user.type(screen.getByLabelText('Email address'), 'sam@example.org');
  await user.type(screen.getByLabelText('Password'), 'open sesame');
  await user.click(screen.getByRole('button', { name: 'Set up' }));
}

it('R50 the first person is asked for what an administrator needs, and is given a recovery code', async () => {
  const setUp = answer('setUp', () => ({ recovery_code: 'K7QMP-3FXWA' }));
  const view = stand();
  await fill(view);
  expect(setUp).toHaveBeenCalledWith({
    building: 'Harbour House',
    address: '',
    time_zone: 'America/Toronto',
    currency: 'CAD',
    language: 'en',
    name: 'Sam Okafor',
    email: 'sam@example.org',
    password: 'open sesame',
  });
  expect(await screen.findByText('K7QMP-3FXWA')).toBeTruthy();
  await expectNoAxe(view.container);
});

it('R50 the recovery code stays until it has been written down', async () => {
  answer('setUp', () => ({ recovery_code: 'K7QMP-3FXWA' }));
  const view = stand();
  await fill(view);
  const done = await screen.findByRole<HTMLButtonElement>('button', { name: 'Go to the desk' });
  expect(done.disabled).toBe(true);
  expect(view.onHold.mock.calls).toEqual([[true]]);
  await view.user.click(screen.getByRole('checkbox', { name: 'I have written it down' }));
  await view.user.click(done);
  expect(view.onHold).toHaveBeenLastCalledWith(false);
});

it('leads back to the step that the core refused, with every word still there', async () => {
  answer('setUp', () => refuse({ kind: 'invalid', field: 'currency', fault: 'malformed' }));
  const view = stand();
  await fill(view);
  expect(await screen.findByText('This is not of the right form.')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Name of the building').value).toBe('Harbour House');
  expect(view.onHold).toHaveBeenLastCalledWith(false);
});

it('says beside the field that a password is too short', async () => {
  answer('setUp', () => refuse({ kind: 'invalid', field: 'password', fault: 'too_short' }));
  const view = stand();
  await fill(view);
  expect(await screen.findByText('A password has at least 8 characters.')).toBeTruthy();
  expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true');
  await expectNoAxe(view.container);
});

it('does not go on without the name of the building', async () => {
  const { user } = stand();
  await user.click(screen.getByRole('button', { name: /^Set up a building/ }));
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByText('This is needed.')).toBeTruthy();
  expect(screen.queryByLabelText('Your name')).toBeNull();
});

it('offers the sample building', async () => {
  const sample = answer('setUpSample', () => null);
  const { user, container } = stand();
  await expectNoAxe(container);
  await user.click(screen.getByRole('button', { name: /sample building/ }));
  expect(sample).toHaveBeenCalledOnce();
});

it('R90 speaks French to those who do', () => {
  stand('fr');
  expect(screen.getByRole('heading', { name: 'Bienvenue dans Lobby' })).toBeTruthy();
});
