import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { Button } from 'react-aria-components';
import { goWhenAnswered } from '../bridge/ahead';
import { Brand } from '../components/Brand';
import { useOpenSection } from '../components/navigation';
import { useBuilding, useMe } from '../components/session';
import { withModifier } from '../components/shortcuts';
import { useNarrow } from '../components/useNarrow';
import { useFormat, useT } from '../i18n/LocaleProvider';
import { BackupNote } from './BackupNote';
import { LineNote } from './LineNote';
import styles from './Navigation.module.css';
import { PersonMenu } from './PersonMenu';
import { type SectionItem, sectionsFor } from './sections';
import { usePulse } from './usePulse';

interface NavigationProps {
  onSearch: () => void;
  onKeys: () => void;
}

/** The navigation: what exists, the state of the line, and who is at the desk. */
export function Navigation({ onSearch, onKeys }: NavigationProps) {
  const t = useT();
  const me = useMe();
  const { name } = useBuilding();
  const narrow = useNarrow();
  const pulse = usePulse();
  const sections = sectionsFor(me);
  // The tray exists once there is a mailbox, or something in it.
  const hasTray = pulse !== undefined && (pulse.line.state !== 'no_mailbox' || pulse.tray > 0);
  const counts: Partial<Record<SectionItem['name'], number>> = {
    conversations: pulse?.unread ?? 0,
    tray: pulse?.tray ?? 0,
  };
  return (
    <nav aria-label={t('app.navigation')} className={styles.navigation} data-narrow={narrow || undefined}>
      <div className={styles.brand}>
        <Brand name={name} note={t('app.frontDesk')} markOnly={narrow} />
      </div>
      <ul className={styles.sections}>
        {sections
          .filter(({ name: it }) => it !== 'settings' && (it !== 'tray' || hasTray))
          .map((section) => (
            <li key={section.name}>
              <SectionLink section={section} narrow={narrow} unread={counts[section.name] ?? 0} />
            </li>
          ))}
      </ul>
      <div className={styles.end}>
        <BackupNote narrow={narrow} />
        {pulse && <LineNote pulse={pulse} narrow={narrow} />}
        <Button className={styles.item ?? ''} aria-keyshortcuts="Control+K" onPress={onSearch}>
          <Search aria-hidden size="1.125rem" strokeWidth={1.75} />
          <span className={narrow ? 'visually-hidden' : styles.words}>{t('common.search')}</span>
          {!narrow && <kbd aria-hidden>{withModifier('K')}</kbd>}
        </Button>
        {sections
          .filter((section) => section.name === 'settings')
          .map((section) => (
            <SectionLink key={section.name} section={section} narrow={narrow} unread={0} />
          ))}
        <PersonMenu narrow={narrow} onKeys={onKeys} />
      </div>
    </nav>
  );
}

interface SectionLinkProps {
  section: SectionItem;
  narrow: boolean;
  unread: number;
}

function SectionLink({ section: { to, name, icon: Icon, ahead }, narrow, unread }: SectionLinkProps) {
  const t = useT();
  const me = useMe();
  const client = useQueryClient();
  const open = useOpenSection();
  const format = useFormat();
  const words = t(`app.${name}`);
  return (
    <Link
      to={to}
      search={{}}
      onClick={(event) => {
        // With a key held the link is a link.
        if (
          !ahead ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey ||
          event.altKey
        ) {
          return;
        }
        event.preventDefault();
        goWhenAnswered(ahead(client, me), () => open(to));
      }}
      className={styles.item}
      {...(narrow ? { title: words } : {})}
    >
      <Icon aria-hidden size="1.125rem" strokeWidth={1.75} />
      <span className={narrow ? 'visually-hidden' : styles.words}>{words}</span>
      {unread > 0 && (
        <>
          <span aria-hidden className={styles.badge}>
            {unread > 99 ? '99+' : format.count(unread)}
          </span>
          <span className="visually-hidden">{t('common.unread', { count: unread })}</span>
        </>
      )}
    </Link>
  );
}
