import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { MailboxForm, MailboxTest } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Details } from '../../components/Details';
import { useT } from '../../i18n/LocaleProvider';
import { mailFaultWords } from '../../i18n/mailWords';
import styles from './Settings.module.css';

interface MailboxTestedProps {
  tested: MailboxTest;
  form: MailboxForm;
  onChange: (part: Partial<MailboxForm>) => void;
}

/** What came of trying the settings: the step that failed, and what to do. */
export function MailboxTested({ tested, form, onChange }: MailboxTestedProps) {
  const t = useT();
  if (tested.outcome === 'works') {
    return (
      <Banner tone="info" icon={CircleCheck} shape="box">
        {t('mail.testWorks')}
      </Banner>
    );
  }
  const { server, step, fault, detail } = tested;
  const certificate =
    fault.fault === 'certificate' && (fault.doubt === 'unknown_issuer' || fault.doubt === 'other_name')
      ? fault.sha256
      : null;
  return (
    <Banner tone="danger" icon={TriangleAlert} shape="box">
      <p>
        <strong>
          {t('mail.testFailed', { server: t(`mail.server_${server}`), step: t(`mail.step_${step}`) })}
        </strong>{' '}
        {mailFaultWords(t, fault)}
      </p>
      {certificate !== null && (
        <>
          <p className={styles.facts}>{t('mail.fingerprint', { sha256: certificate })}</p>
          <p>{t('mail.acceptWords')}</p>
          <Button onPress={() => onChange({ [server]: { ...form[server], certificate } })}>
            {t('mail.acceptCertificate')}
          </Button>
        </>
      )}
      <Details text={detail} />
    </Banner>
  );
}
