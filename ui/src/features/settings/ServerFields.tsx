import type { Security, ServerForm } from '../../bridge/bindings';
import { Button } from '../../components/Button';
import { NumberField } from '../../components/NumberField';
import { Select } from '../../components/Select';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Settings.module.css';

interface ServerFieldsProps {
  title: string;
  server: ServerForm;
  onChange: (server: ServerForm) => void;
  error: string | undefined;
}

const SECURITIES: readonly Security[] = ['tls', 'start_tls', 'plain'];

/** One of the mailbox's servers. */
export function ServerFields({ title, server, onChange, error }: ServerFieldsProps) {
  const t = useT();
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(server.host.trim());
  const offered = SECURITIES.filter((one) => one !== 'plain' || isHere || server.security === 'plain');
  return (
    <fieldset className={styles.server}>
      <legend className={styles.legend}>{title}</legend>
      <TextField
        label={t('mail.host')}
        autoComplete="off"
        spellCheck="false"
        value={server.host}
        onChange={(host) => onChange({ ...server, host, certificate: null })}
        error={error}
      />
      <div className={styles.pair}>
        <NumberField
          label={t('mail.port')}
          minValue={1}
          maxValue={65_535}
          formatOptions={{ useGrouping: false }}
          value={server.port}
          onChange={(port) => onChange({ ...server, port: Number.isNaN(port) ? 0 : port })}
        />
        <Select<Security>
          label={t('mail.security')}
          value={server.security}
          onChange={(security) => onChange({ ...server, security })}
          choices={offered.map((value) => ({ value, label: t(`mail.security_${value}`) }))}
        />
      </div>
      {server.certificate !== null && (
        <>
          <p className={styles.late}>
            {t('mail.accepted', { sha256: `${server.certificate.slice(0, 16)}…` })}
          </p>
          <Button variant="quiet" onPress={() => onChange({ ...server, certificate: null })}>
            {t('mail.forgetCertificate')}
          </Button>
        </>
      )}
    </fieldset>
  );
}
