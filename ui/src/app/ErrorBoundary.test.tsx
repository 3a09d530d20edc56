import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary';
import { show } from './testing/render';

let broken = false;

function Screen() {
  if (broken) throw new Error('row 7 is not a booking');
  return <p>Bookings</p>;
}

it('keeps a failing screen from taking the window with it, and tries again', async () => {
  // React reports the error on the console too; the test is about what the person sees.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  broken = true;
  const { user } = show(
    <ErrorBoundary>
      <Screen />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('alert').textContent).toContain('Everything that was saved is safe');
  expect(screen.getByText(/row 7 is not a booking/)).toBeTruthy();
  broken = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('Bookings')).toBeTruthy();
});
