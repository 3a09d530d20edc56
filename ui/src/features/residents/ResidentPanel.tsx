import { useQuery } from '@tanstack/react-query';
import { Copy, DoorOpen, House, Pencil } from 'lucide-react';
import { useState } from 'react';
import { commands, type ResidentPanel as Resident, type ResidentRow } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { type MenuAction, MoreActions } from '../../components/Menu';
import { Pill } from '../../components/Pill';
import { ProblemState } from '../../components/ProblemState';
import { type Fact, Facts, PanelSection, SidePanel } from '../../components/SidePanel';
import { Skeleton } from '../../components/Skeleton';
import { useMe } from '../../components/session';
import { toasts } from '../../components/toasts';
import { useFormat, useNow, useT } from '../../i18n/LocaleProvider';
import type { Translate } from '../../i18n/translate';
import { MovedDialog } from './MovedDialog';
import { ResidentBookings } from './ResidentBookings';
import { ResidentDialog } from './ResidentDialog';
import styles from './Residents.module.css';

interface ResidentPanelProps {
  id: string;
  onClose: () => void;
}

/** The side panel of a resident: how to reach them, notes for staff, their bookings. */
export function ResidentPanel({ id, onClose }: ResidentPanelProps) {
  const t = useT();
  const query = useQuery({
    queryKey: [part.residents, 'one', id],
    queryFn: () => call(commands.openResident(id)),
  });
  const [open, setOpen] = useState<'edit' | 'moved' | null>(null);
  const resident = query.data;
  if (resident === undefined) {
    return (
      <SidePanel title={t('residents.title')} subject={id} onClose={onClose}>
        {query.isError ? (
          <ProblemState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={4} />
        )}
      </SidePanel>
    );
  }
  const { row, notes } = resident;
  const close = () => setOpen(null);
  return (
    <SidePanel
      title={row.name}
      subject={id}
      onClose={onClose}
      leading={<Avatar name={row.name} size="large" />}
      subtitle={<Under row={row} />}
      actions={
        <Actions resident={resident} onEdit={() => setOpen('edit')} onMoved={() => setOpen('moved')} />
      }
    >
      <PanelSection title={t('residents.contact')}>
        <Facts facts={facts(t, row)} />
      </PanelSection>
      {notes !== '' && (
        <PanelSection title={t('residents.notes')}>
          <p className={styles.notes} dir="auto">
            {notes}
          </p>
        </PanelSection>
      )}
      <Booked resident={resident} />
      {open === 'edit' && <ResidentDialog resident={{ ...row, notes }} onClose={close} onSaved={close} />}
      {open === 'moved' && <MovedDialog row={row} onClose={close} />}
    </SidePanel>
  );
}

function Under({ row }: { row: ResidentRow }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  return (
    <>
      {row.suite !== '' && <div>{t('residents.suiteOf', { suite: row.suite })}</div>}
      {row.moved_out_at !== null && (
        <Pill tone="neutral">{t('residents.movedOutSince', { day: format.day(row.moved_out_at, now) })}</Pill>
      )}
    </>
  );
}

interface ActionsProps {
  resident: Resident;
  onEdit: () => void;
  onMoved: () => void;
}

function Actions({ resident: { row, may_edit }, onEdit, onMoved }: ActionsProps) {
  const t = useT();
  const copy = (words: string) =>
    void navigator.clipboard.writeText(words).then(
      () => toasts.done(t('common.copied')),
      () => toasts.problem(t('problems.unexpected')),
    );
  const copying: MenuAction[] = [];
  if (row.email !== '') {
    copying.push({
      id: 'email',
      label: t('residents.copyEmail'),
      icon: Copy,
      onAction: () => copy(row.email),
    });
  }
  if (row.phone !== '') {
    copying.push({
      id: 'phone',
      label: t('residents.copyPhone'),
      icon: Copy,
      onAction: () => copy(row.phone),
    });
  }
  const moving: MenuAction[] = may_edit
    ? [
        row.moved_out_at === null
          ? { id: 'out', label: t('residents.markMovedOut'), icon: DoorOpen, onAction: onMoved }
          : { id: 'in', label: t('residents.markMovedIn'), icon: House, onAction: onMoved },
      ]
    : [];
  return (
    <>
      {may_edit && (
        <Button icon={Pencil} onPress={onEdit}>
          {t('residents.edit')}
        </Button>
      )}
      <MoreActions of={row.name} groups={[copying, moving]} variant="secondary" />
    </>
  );
}

function facts(t: Translate, row: ResidentRow): Fact[] {
  return [
    { name: t('residents.email'), value: row.email === '' ? t('residents.noEmail') : row.email },
    { name: t('residents.phone'), value: row.phone === '' ? t('residents.noPhone') : row.phone },
    {
      name: t('residents.language'),
      value: row.language === 'fr' ? t('residents.french') : t('residents.english'),
    },
  ];
}

/** Their bookings; nothing at all for those whose level for event bookings is none. */
function Booked({ resident }: { resident: Resident }) {
  const t = useT();
  const sees = useMe().permissions.event_bookings !== 'none';
  if (!sees) return null;
  return (
    <PanelSection title={t('residents.newestBookings')}>
      {resident.bookings.length === 0 ? (
        <p className={styles.quiet}>{t('residents.noBookings')}</p>
      ) : (
        <ResidentBookings resident={resident} />
      )}
    </PanelSection>
  );
}
