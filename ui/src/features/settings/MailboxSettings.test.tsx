import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../app/testing/core';
import { expectNoAxe, show } from '../../app/testing/render';
import type { MailboxForm, MailboxTest, MailboxView } from '../../bridge/bindings';
import { toasts } from '../../components/toasts';
import { MailboxSettings } from './MailboxSettings';

vi.mock('../../bridge/bindings', async () => (await import('../../app/testing/core')).fakeCore());

const form: MailboxForm = {
  address: 'desk@gmail.com',
  sender_name: 'Harbour House',
  login: 'desk@gmail.com',
  password: null,
  imap: { host: 'imap.gmail.com', port: 993, security: 'tls', certificate: null },
  smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls', certificate: null },
  plus_addresses: true,
  files_sent: true,
  sending_limit: 500,
  history: 'thirty_days',
};

const none: MailboxView = {
  form: null,
  password: 'nowhere',
  line: { state: 'no_mailbox', server: null, step: null, fault: null, next_try: null },
  folders: [],
  sent_in_a_day: 0,
};

beforeEach(() => {
  toasts.clear();
  answer('mailbox', () => none);
  answer('suggestMailbox', () => ({ is_known: true, app_password: true, form }));
});

const open = () =>
  show(
    <main>
      <h1>Settings</h1>
      <MailboxSettings />
    </main>,
  );

async function filled() {
  const shown = open();
  const field = await screen.findByRole('textbox', { name: 'Email address of the building' });
  await shown.user.type(field, 'desk@gmail.com');
  await shown.user.click(screen.getByRole('button', { name: 'Continue' }));
  await screen.findByRole('textbox', { name: 'User name' });
  return shown;
}

describe('connecting the mailbox', () => {
  it('fills in what is known of the provider, and saves it with the password', async () => {
    const save = answer('saveMailbox', (given) => ({ ...none, form: given }));
    const { user, container } = await filled();
    const incoming = screen.getByRole('group', { name: 'Incoming mail (IMAP)' });
    expect(within(incoming).getByDisplayValue('imap.gmail.com')).toBeTruthy();
    expect(screen.getByText(/an app password/)).toBeTruthy();
    await expectNoAxe(container);
    await user.type(screen.getByLabelText(/^Password/), 'secret');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(save).toHaveBeenCalledExactlyOnceWith({ ...form, password: 'secret' }));
  });

  it('names the step that failed, and lets a certificate be accepted by hand', async () => {
    const tested = answer(
      'testMailbox',
      (): MailboxTest => ({
        outcome: 'failed',
        server: 'imap',
        step: 'encrypt',
        fault: { fault: 'certificate', sha256: 'ab'.repeat(32), doubt: 'unknown_issuer' },
        detail: 'invalid peer certificate',
      }),
    );
    const { user, container } = await filled();
    await user.click(screen.getByRole('button', { name: 'Try the settings' }));
    expect(await screen.findByText('Incoming mail: Encrypting the line failed.')).toBeTruthy();
    await expectNoAxe(container);
    await user.click(screen.getByRole('button', { name: 'Accept this certificate' }));
    await user.click(screen.getByRole('button', { name: 'Try the settings' }));
    await waitFor(() => expect(tested).toHaveBeenCalledTimes(2));
    expect(tested.mock.calls[1]?.[0].imap.certificate).toBe('ab'.repeat(32));
    expect(tested.mock.calls[1]?.[0].smtp.certificate).toBeNull();
  });

  it('accepts no certificate that has changed', async () => {
    answer(
      'testMailbox',
      (): MailboxTest => ({
        outcome: 'failed',
        server: 'imap',
        step: 'encrypt',
        fault: { fault: 'certificate', sha256: 'ab'.repeat(32), doubt: 'changed' },
        detail: '',
      }),
    );
    const { user } = await filled();
    await user.click(screen.getByRole('button', { name: 'Try the settings' }));
    expect(await screen.findByText(/another certificate than the one that was accepted/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Accept this certificate' })).toBeNull();
  });
});

describe('a mailbox that is connected', () => {
  beforeEach(() => {
    answer(
      'mailbox',
      (): MailboxView => ({
        ...none,
        form,
        password: 'file',
        line: { state: 'online', server: null, step: null, fault: null, next_try: null },
        folders: [
          {
            name: 'INBOX',
            role: 'inbox',
            on_server: 1200,
            held: 1200,
            compared_at: '2026-11-25T15:00:00Z',
            is_fetching: false,
          },
        ],
      }),
    );
  });

  it('R81 shows the ledger, and says where the password is', async () => {
    const { container } = open();
    expect(await screen.findByText('1,200 of 1,200')).toBeTruthy();
    expect(screen.getByText(/kept in an encrypted file/)).toBeTruthy();
    await expectNoAxe(container);
  });

  it('is disconnected only after saying what that does', async () => {
    const gone = answer('disconnectMailbox', () => null);
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Disconnect desk@gmail.com?' });
    await user.click(within(dialog).getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(gone).toHaveBeenCalledOnce());
  });
});
