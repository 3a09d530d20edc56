import type { CameBetween as Between, ThreadHead } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useT } from '../../i18n/LocaleProvider';
import { firstName } from '../../i18n/people';
import styles from './Composer.module.css';

interface CameBetweenProps {
  head: ThreadHead;
  entries: readonly Between[];
  isSending: boolean;
  onSend: () => void;
  onGoOn: () => void;
}

/** R29: what came after the reply was begun; the person decides whether it still fits. */
export function CameBetween({ head, entries, isSending, onSend, onGoOn }: CameBetweenProps) {
  const t = useT();
  const who = ({ by, entry_kind: kind }: Between) => {
    if (by !== null) return by;
    return kind === 'sent_elsewhere' ? t('conversations.betweenElsewhere') : head.resident;
  };
  return (
    <div role="alert">
      <Banner
        tone="warning"
        shape="box"
        action={
          <>
            <Button onPress={onGoOn}>{t('conversations.betweenGoOn')}</Button>
            <Button isPending={isSending} onPress={onSend}>
              {t('conversations.betweenSend')}
            </Button>
          </>
        }
      >
        {t('conversations.betweenTitle')}
        <ul className={styles.between}>
          {entries.map((entry) => (
            <li key={entry.id}>
              <strong>{firstName(who(entry))}</strong> {entry.words}
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}
