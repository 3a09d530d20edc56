import type { LineView, MailFault } from '../bridge/bindings';
import type { Translate } from './translate';

/** Why a step with a mail server failed, and what to do. */
export function mailFaultWords(t: Translate, fault: MailFault): string {
  return fault.fault === 'certificate'
    ? t(`mail.fault_certificate_${fault.doubt}`)
    : t(`mail.fault_${fault.fault}`);
}

/** R81: how the line stands, in a word or two. */
export function lineWords(t: Translate, { state }: LineView): string {
  switch (state) {
    case 'no_mailbox':
      return t('app.noMailbox');
    case 'connecting':
      return t('mail.lineConnecting');
    case 'online':
      return t('mail.lineOnline');
    case 'offline':
      return t('mail.lineOffline');
    case 'settings':
      return t('mail.lineSettings');
  }
}

/** What a state of the line means. */
export function lineMeaning(t: Translate, { state }: LineView): string {
  switch (state) {
    case 'no_mailbox':
      return t('app.lineWhat');
    case 'connecting':
      return t('mail.connectingWhat');
    case 'online':
      return t('mail.onlineWhat');
    case 'offline':
      return t('mail.offlineWhat');
    case 'settings':
      return t('mail.settingsWhat');
  }
}
