import { act, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answer, refuse } from '../../app/testing/core';
import { building, expectNoAxe, show } from '../../app/testing/render';
import type { AppState } from '../../bridge/bindings';
import { SignIn } from './SignIn';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

type State = Extract<AppState, { stage: 'sign_in' }>;

const sam = { id: 'sam', name: 'Sam Okafor', group: 'Concierge' };
const lee = { id: 'lee', name: 'Lee Park', group: 'Administrators' };

function stand(state: Partial<State> = {}, ask = false) {
  const onHold = vi.fn();
  const whole: State = {
    stage: 'sign_in',
    building,
    people: [sam, lee],
    locked_by: null,
    sample_password: null,
    ...state,
  };
  return { ...show(<SignIn state={whole} ask={ask} onHold={onHold} />), onHold };
}

it('R52 somebody takes over the desk with one press and a password', async () => {
  const signIn = answer('signIn', () => null);
  const { user, container } = stand();
  await expectNoAxe(container);
  await user.click(screen.getByRole('button', { name: /Lee Park/ }));
  expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  await user.keyboard('open sesame{Enter}');
  expect(signIn).toHaveBeenCalledWith('Lee Park', 'open sesame');
});

it('R52 an email address or a name is as good', async () => {
  const signIn = answer('signIn', () => null);
  const { user } = stand();
  await user.type(screen.getByLabelText('Email address or name'), ' lee@example.org {Enter}');
  await user.type(screen.getByLabelText('Password'), 'open sesame{Enter}');
  expect(signIn).toHaveBeenCalledWith('lee@example.org', 'open sesame');
});

it('R52 whoever locked the screen is offered first, and nobody is held to it', async () => {
  const { user } = stand({ locked_by: sam });
  expect(screen.getByRole('heading', { name: 'The screen is locked' })).toBeTruthy();
  expect(screen.getByText('Sam Okafor')).toBeTruthy();
  expect(screen.queryByText('Lee Park')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Not you? Sign in as someone else' }));
  expect(screen.getByRole('button', { name: /Lee Park/ })).toBeTruthy();
});

it('R52 Change person asks who is there although somebody locked the screen', () => {
  stand({ locked_by: sam }, true);
  expect(screen.getByRole('heading', { name: 'Who is at the desk?' })).toBeTruthy();
});

it('R52 a wrong password is said, and stays to be corrected', async () => {
  answer('signIn', () => refuse({ kind: 'wrong_password' }));
  const { user, container } = stand({ locked_by: sam });
  await user.type(screen.getByLabelText('Password'), 'sesame{Enter}');
  expect(await screen.findByRole('alert')).toHaveProperty(
    'textContent',
    'The name or the password is wrong.',
  );
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('sesame');
  await expectNoAxe(container);
});

it('R52 after too many wrong passwords the seconds are counted down', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const signIn = answer('signIn', () => refuse({ kind: 'must_wait', seconds: 4 }));
    const { user } = stand({ locked_by: sam });
    await user.type(screen.getByLabelText('Password'), 'sesame{Enter}');
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Wait 4 seconds' });
    expect(button.disabled).toBe(true);
    await user.keyboard('{Enter}');
    expect(signIn).toHaveBeenCalledTimes(1);
    await act(() => vi.advanceTimersByTimeAsync(2500));
    expect(screen.getByRole('button', { name: 'Wait 2 seconds' })).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Unlock' }).disabled).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it('shows the password of the sample building, and no other', () => {
  const { unmount } = stand({ sample_password: 'lobby-sample' });
  expect(screen.getByText('lobby-sample')).toBeTruthy();
  unmount();
  stand();
  expect(screen.queryByText('lobby-sample')).toBeNull();
});

it('R50 an administrator gets back in with the recovery code and is given the next one', async () => {
  const recover = answer('recover', () => ({ recovery_code: 'AAAAA-BBBBB' }));
  const { user, onHold } = stand();
  await user.click(screen.getByRole('button', { name: /Lee Park/ }));
  await user.click(screen.getByRole('button', { name: 'Forgot the password' }));
  await user.type(screen.getByLabelText('Email address'), 'lee@example.org');
  await user.type(screen.getByLabelText('Recovery code'), 'k7qmp 3fxwa');
  await user.type(screen.getByLabelText('New password'), 'a new sesame{Enter}');
  expect(recover).toHaveBeenCalledWith('lee@example.org', 'k7qmp 3fxwa', 'a new sesame');
  expect(await screen.findByText('AAAAA-BBBBB')).toBeTruthy();
  expect(onHold.mock.calls).toEqual([[true]]);
  await user.click(screen.getByRole('checkbox', { name: 'I have written it down' }));
  await user.click(screen.getByRole('button', { name: 'Go to the desk' }));
  expect(onHold.mock.calls).toEqual([[true], [false]]);
});

it('R50 a wrong recovery code lets nobody in', async () => {
  answer('recover', () => refuse({ kind: 'wrong_recovery_code' }));
  const { user, onHold } = stand();
  await user.click(screen.getByRole('button', { name: /Lee Park/ }));
  await user.click(screen.getByRole('button', { name: 'Forgot the password' }));
  await user.type(screen.getByLabelText('Email address'), 'lee@example.org');
  await user.type(screen.getByLabelText('Recovery code'), 'guess');
  await user.type(screen.getByLabelText('New password'), 'a new sesame{Enter}');
  expect(await screen.findByText('The recovery code is wrong.')).toBeTruthy();
  expect(onHold).toHaveBeenLastCalledWith(false);
});
