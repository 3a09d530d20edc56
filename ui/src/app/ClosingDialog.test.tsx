import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ClosingDialog } from './ClosingDialog';
import { answer, tellClosing } from './testing/core';
import { expectNoAxe, show } from './testing/render';

vi.mock('../bridge/bindings', async () => (await import('./testing/core')).fakeCore());

describe('closing the window', () => {
  it('R82 says what still waits, and closes or stays as the person chooses', async () => {
    const keep = answer('keepOpen', () => null);
    const close = answer('closeWindow', () => null);
    const { user, container } = show(<ClosingDialog />);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    act(() => tellClosing(2));
    expect(await screen.findByRole('alertdialog', { name: 'Close Lobby?' })).toBeTruthy();
    expect(screen.getByText('2 messages have not gone out yet.')).toBeTruthy();
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Keep it open' }));
    await waitFor(() => expect(keep).toHaveBeenCalledOnce());
    expect(screen.queryByRole('alertdialog')).toBeNull();
    act(() => tellClosing(1));
    expect(await screen.findByText('1 message has not gone out yet.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Stay in the tray' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Close anyway' }));
    await waitFor(() => expect(close).toHaveBeenCalledOnce());
  });

  it('R82 goes into the tray where there is one', async () => {
    const stay = answer('stayInTray', () => null);
    const { user, container } = show(<ClosingDialog />);
    act(() => tellClosing(2, true));
    const button = await screen.findByRole('button', { name: 'Stay in the tray' });
    expect(document.activeElement).toBe(button);
    await expectNoAxe(container);
    await user.click(button);
    await waitFor(() => expect(stay).toHaveBeenCalledOnce());
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});
