import type { ReactNode } from 'react';
import { useSetting, useT } from '../i18n/LocaleProvider';
import type { Language } from '../i18n/translate';
import { Brand } from './Brand';
import { Button } from './Button';
import styles from './FrontDoor.module.css';

interface FrontDoorProps {
  /** The building, once there is one. */
  building?: string;
  onLanguage: (language: Language) => void;
  children: ReactNode;
}

/** What is seen before the desk: one quiet card, and the other language within reach (R90). */
export function FrontDoor({ building, onLanguage, children }: FrontDoorProps) {
  const t = useT();
  const { language } = useSetting();
  const other = language === 'en' ? 'fr' : 'en';
  return (
    <div className={styles.place}>
      <header className={styles.top}>
        <Brand name={building ?? 'Lobby'} note={building === undefined ? null : t('app.frontDesk')} />
        <Button variant="quiet" onPress={() => onLanguage(other)}>
          <span lang={other}>{t('common.otherLanguage')}</span>
        </Button>
      </header>
      <main className={styles.card}>{children}</main>
      <div aria-hidden className={styles.balance} />
    </div>
  );
}
