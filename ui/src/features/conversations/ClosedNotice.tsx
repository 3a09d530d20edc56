import { CircleCheck, RotateCcw } from 'lucide-react';
import type { DraftKind } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Composer.module.css';

interface ClosedNoticeProps {
  kind: DraftKind;
  /** There are words that wait for it to be reopened. */
  hasDraft: boolean;
  onReopen: () => void;
}

/** Stands where one would write: a closed conversation takes no reply until it is reopened (R25). */
export function ClosedNotice({ kind, hasDraft, onReopen }: ClosedNoticeProps) {
  const t = useT();
  const next = hasDraft
    ? t('conversations.closedKept')
    : kind === 'said'
      ? t('conversations.closedSaid')
      : t('conversations.closedReply');
  return (
    <Banner
      tone="neutral"
      shape="box"
      icon={CircleCheck}
      action={
        <Button icon={RotateCcw} onPress={onReopen}>
          {t('conversations.reopen')}
        </Button>
      }
    >
      {t('conversations.closedTitle')} <span className={styles.next}>{next}</span>
    </Banner>
  );
}
