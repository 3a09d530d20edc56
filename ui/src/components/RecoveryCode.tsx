import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import { Checkbox } from './Checkbox';
import styles from './RecoveryCode.module.css';

interface RecoveryCodeProps {
  code: string;
  onDone: () => void;
}

/** The recovery code, shown this once: it goes on only when it has been written down (R50). */
export function RecoveryCode({ code, onDone }: RecoveryCodeProps) {
  const t = useT();
  const [kept, setKept] = useState(false);
  const [copied, setCopied] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles.form}>
      <h1 ref={title} tabIndex={-1} className={styles.title}>
        {t('setup.codeTitle')}
      </h1>
      <p className={styles.words}>{t('setup.codeWords')}</p>
      <div className={styles.code}>
        <code>{code}</code>
        <Button
          icon={copied ? Check : Copy}
          onPress={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
        >
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </div>
      <Checkbox isSelected={kept} onChange={setKept}>
        {t('setup.codeKept')}
      </Checkbox>
      <Button variant="primary" isDisabled={!kept} onPress={onDone}>
        {t('setup.codeDone')}
      </Button>
    </div>
  );
}
