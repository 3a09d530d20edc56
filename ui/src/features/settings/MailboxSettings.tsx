import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { commands, type MailboxForm, type MailboxView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { mailboxKey } from '../../bridge/queries';
import { ProblemState } from '../../components/ProblemState';
import { Skeleton } from '../../components/Skeleton';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import { lineMeaning, lineWords, mailFaultWords } from '../../i18n/mailWords';
import { MailboxFields } from './MailboxFields';
import { MailboxStart } from './MailboxStart';
import { Section } from './Section';
import styles from './Settings.module.css';

/** Settings → Mailbox: the address, its servers, a test of them, and the ledger (R81). */
export function MailboxSettings() {
  const view = useQuery({ queryKey: mailboxKey, queryFn: () => call(commands.mailbox()) });
  if (view.isError) return <ProblemState error={view.error} onRetry={() => void view.refetch()} />;
  if (view.isPending) return <Skeleton />;
  return <Mailbox view={view.data} />;
}

function Mailbox({ view }: { view: MailboxView }) {
  const t = useT();
  const [suggested, setSuggested] = useState<{ form: MailboxForm; appPassword: boolean } | null>(null);
  const form = view.form ?? suggested?.form;
  return (
    <>
      <Section title={t('mail.mailbox')} words={t('mail.mailboxWords')}>
        {form === undefined ? (
          <MailboxStart
            onSuggested={({ form: filled, app_password: appPassword }) =>
              setSuggested({ form: filled, appPassword })
            }
          />
        ) : (
          <>
            {view.form !== null && <Line view={view} />}
            <MailboxFields
              key={form.address}
              start={form}
              view={view}
              appPassword={suggested?.appPassword ?? false}
              onLeft={() => setSuggested(null)}
            />
          </>
        )}
      </Section>
      {view.folders.length > 0 && <Ledger view={view} />}
    </>
  );
}

/** How the line stands, and where the password is. */
function Line({ view: { line, password } }: { view: MailboxView }) {
  const t = useT();
  return (
    <p className={styles.facts} role="status">
      <strong>{lineWords(t, line)}.</strong> {lineMeaning(t, line)}{' '}
      {line.fault !== null && mailFaultWords(t, line.fault)} {t(`mail.kept_${password}`)}
    </p>
  );
}

/** R81: what the server has, and what Lobby holds of it. */
function Ledger({ view: { folders } }: { view: MailboxView }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  return (
    <Section title={t('mail.ledger')}>
      <ul className={styles.list}>
        {folders.map((folder) => (
          <li key={folder.name} className={styles.row}>
            <span className={styles.names}>
              <span className={styles.name}>{t(`mail.role_${folder.role}`)}</span>
              <span className={styles.more}>
                {folder.is_fetching
                  ? t('mail.fetching')
                  : folder.compared_at === null
                    ? t('mail.ledgerNever')
                    : t('mail.ledgerAt', { at: format.moment(folder.compared_at, now) })}
              </span>
            </span>
            <span>
              {t('mail.ledgerRow', {
                held: format.count(folder.held),
                there: format.count(folder.on_server),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
