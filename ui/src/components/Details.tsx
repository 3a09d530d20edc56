import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import styles from './States.module.css';

/** The technical part of what happened, if there is one: folded, and copied with one press. */
export function Details({ text }: { text: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  if (text === '') return null;
  return (
    <Disclosure className={styles.disclosure ?? ''}>
      <AriaButton slot="trigger" className={styles.fold ?? ''}>
        {t('common.technicalDetails')}
      </AriaButton>
      <DisclosurePanel className={styles.panel ?? ''}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
        <pre className={styles.technical} tabIndex={0}>
          {text}
        </pre>
        <Button
          variant="quiet"
          icon={copied ? Check : Copy}
          onPress={() => {
            void navigator.clipboard.writeText(text).then(() => setCopied(true));
          }}
        >
          {copied ? t('common.copied') : t('common.copyDetails')}
        </Button>
      </DisclosurePanel>
    </Disclosure>
  );
}
