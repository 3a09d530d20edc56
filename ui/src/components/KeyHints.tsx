import { useT } from '../i18n/LocaleProvider';
import { Dialog } from './Dialog';
import styles from './KeyHints.module.css';

/** A key, or two in a row, and what it does. */
export interface KeyHint {
  keys: readonly string[];
  does: string;
}

interface KeyHintsProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  hints: readonly KeyHint[];
}

/** The keys of the window, on pressing *?*. */
export function KeyHints({ isOpen, onClose, title, hints }: KeyHintsProps) {
  const t = useT();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} size="small">
      <dl className={styles.hints}>
        {hints.map(({ keys, does }) => (
          <div key={does} className={styles.hint}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('common.noLetterKeys')}</p>
    </Dialog>
  );
}
