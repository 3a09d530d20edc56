import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import type { TrayRow } from '../../bridge/bindings';
import { toasts } from '../../components/toasts';
import { TrayPage } from './TrayPage';

const openConversation = vi.hoisted(() => vi.fn());
vi.mock('../../components/navigation', async (original) => ({
  ...(await original()),
  useOpenConversation: () => openConversation,
}));
vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const stranger: TrayRow = {
  id: 'm1',
  received: '2026-11-23T14:30:00Z',
  sender: 'stranger@example.org',
  sender_name: 'Bo Stranger',
  subject: 'Re: Wine tasting',
  words: 'I am her husband.',
  why: 'foreign_sender',
  proposal: { conversation: 'c1', resident: 'Ana Moreau' },
};

beforeEach(() => {
  vi.clearAllMocks();
  toasts.clear();
  answer('listResidents', () => ({ rows: [], next: null, total: 0 }) as never);
  answer('openMail', () => ({
    id: 'm1',
    received: stranger.received,
    sender: stranger.sender,
    sender_name: stranger.sender_name,
    subject: stranger.subject,
    text: 'I am her husband. We shall both come.',
    attachments: [],
    cut_short: false,
  }));
});

const open = () =>
  show(
    <main>
      <TrayPage />
    </main>,
  );

describe('the tray', () => {
  it('R21 says why a mail waits, and puts it where a person says', async () => {
    answer('listTray', () => ({ rows: [stranger], next: null }));
    const place = answer('placeMail', () => 'c1');
    const { user, container } = open();
    await user.click(await screen.findByRole('button', { name: /Bo Stranger/ }));
    expect(await screen.findByText('I am her husband. We shall both come.')).toBeTruthy();
    expect(screen.getAllByText('Another sender than the resident').length).toBeGreaterThan(0);
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Put it into the conversation with Ana Moreau' }));
    await waitFor(() =>
      expect(place).toHaveBeenCalledExactlyOnceWith('m1', { to: 'conversation', id: 'c1' }),
    );
    await waitFor(() => expect(openConversation).toHaveBeenCalledExactlyOnceWith('c1'));
  });

  it('sets aside what belongs nowhere', async () => {
    answer('listTray', () => ({ rows: [stranger], next: null }));
    const aside = answer('setAsideMail', () => null);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /Bo Stranger/ }));
    await user.click(screen.getByRole('button', { name: 'Belongs nowhere' }));
    await waitFor(() => expect(aside).toHaveBeenCalledExactlyOnceWith('m1'));
  });

  it('says what belongs here when it is empty', async () => {
    answer('listTray', () => ({ rows: [], next: null }));
    const { container } = open();
    expect(await screen.findByText('The tray is empty')).toBeTruthy();
    await expectNoAxe(container);
  });
});
