import { Check, Copy, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import styles from './States.module.css';

interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What is safe, and what to do. */
  children?: ReactNode;
  /** What to press. */
  action?: ReactNode;
  /** The technical part: folded, and copied with one press. */
  details?: string;
}

/** Something failed: what happened, what is safe, what to do, and the technical part folded under it. */
export function ErrorState({ title, children, action, details }: ErrorStateProps) {
  return (
    <div className={styles.state} role="alert">
      <span className={styles.mark} data-tone="danger" aria-hidden>
        <TriangleAlert size="1.375rem" strokeWidth={1.5} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {action}
      {details && <Details text={details} />}
    </div>
  );
}

function Details({ text }: { text: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
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
