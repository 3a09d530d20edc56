import { Button } from '../../components/Button';
import { Dialog } from '../../components/Dialog';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Bookings.module.css';
import type { Booked } from './bookingQueries';

interface NoRoomDialogProps extends Booked {
  placesLeft: number;
  onClose: () => void;
  onEdit: () => void;
  onWaitlist: () => void;
}

/** R3: the party does not fit: how many places are left, and the waiting list. */
export function NoRoomDialog({ row, event, placesLeft, onClose, onEdit, onWaitlist }: NoRoomDialogProps) {
  const t = useT();
  const waits = row.status === 'waitlisted';
  const offersList = row.actions.includes('waitlist');
  const left =
    placesLeft === 0
      ? t('bookings.noRoomNone', { event: event.title })
      : t('bookings.noRoomSome', { count: placesLeft, event: event.title });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('bookings.noRoomTitle')}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('common.close')}</Button>
          {row.party > 1 && <Button onPress={onEdit}>{t('bookings.edit')}</Button>}
          {offersList && (
            <Button variant="primary" autoFocus onPress={onWaitlist}>
              {t('bookings.waitlist')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        <p>{left}</p>
        <p>{t('bookings.noRoomParty', { resident: row.resident, count: row.party })}</p>
        {waits && <p>{t('bookings.noRoomWaits', { resident: row.resident })}</p>}
      </div>
    </Dialog>
  );
}
