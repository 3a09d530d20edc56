import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import { IconButton } from './IconButton';
import styles from './Toasts.module.css';
import { type ToastMessage, toasts, UNDO_MS } from './toasts';

/** Where notices appear. They are spoken politely, and stay while the pointer or the focus is on them. */
export function Toasts() {
  const t = useT();
  const messages = useSyncExternalStore(toasts.subscribe, toasts.read);
  return (
    <section aria-label={t('common.notifications')} aria-live="polite" className={styles.region}>
      {messages.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </section>
  );
}

function Toast({ message }: { message: ToastMessage }) {
  const t = useT();
  const [held, setHeld] = useState(false);
  const { id, onUndo } = message;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => toasts.dismiss(id), UNDO_MS);
    return () => clearTimeout(timer);
  }, [id, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only holds it in sight.
    <div
      className={styles.toast}
      data-tone={message.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.words}>{message.words}</span>
      {onUndo && (
        <Button
          variant="quiet"
          className={styles.undo ?? ''}
          onPress={() => {
            toasts.dismiss(id);
            onUndo();
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      <IconButton
        icon={X}
        label={t('common.close')}
        className={styles.close ?? ''}
        onPress={() => toasts.dismiss(id)}
      />
    </div>
  );
}
