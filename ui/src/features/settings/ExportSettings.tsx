import { useMutation } from '@tanstack/react-query';
import { CalendarDays, FileDown, type LucideIcon, MessagesSquare, ScrollText, Users } from 'lucide-react';
import { commands, type ExportOf } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { useMe } from '../../components/session';
import { toasts } from '../../components/toasts';
import { useFormat, useSetting, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Section } from './Section';
import styles from './Settings.module.css';

const FILES: readonly { of: ExportOf; icon: LucideIcon }[] = [
  { of: 'bookings', icon: CalendarDays },
  { of: 'residents', icon: Users },
  { of: 'conversations', icon: MessagesSquare },
  { of: 'record', icon: ScrollText },
];

/** R53: everything of one sort as a file that every spreadsheet reads; the record says who took it. */
export function ExportSettings() {
  const t = useT();
  const seesBookings = useMe().permissions.event_bookings !== 'none';
  const files = FILES.filter(({ of }) => of !== 'bookings' || seesBookings);
  return (
    <Section title={t('export.title')} words={t('export.words')}>
      <ul className={styles.list}>
        {files.map((file) => (
          <Row key={file.of} {...file} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ of, icon: Icon }: (typeof FILES)[number]) {
  const t = useT();
  const format = useFormat();
  const { language } = useSetting();
  const saving = useMutation({
    mutationFn: () => call(commands.export(of, language)),
    onSuccess: ({ path, rows }) =>
      toasts.done(t('export.done', { count: rows, rows: format.count(rows), path })),
    onError: (error) => toasts.problem(problemWords(t, problemOf(error))),
  });
  const name = t(`export.${of}`);
  return (
    <li className={styles.row}>
      <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />
      <span className={styles.names}>
        <span className={styles.name}>{name}</span>
        <span className={styles.more}>{t(`export.${of}Words`)}</span>
      </span>
      <Button
        icon={FileDown}
        isPending={saving.isPending}
        aria-label={t('export.saveOf', { what: name })}
        onPress={() => saving.mutate()}
      >
        {t('export.save')}
      </Button>
    </li>
  );
}
