import { useMutation } from '@tanstack/react-query';
import { Keyboard, Lock, LogOut, SunMoon, UsersRound } from 'lucide-react';
import { useContext, useEffect } from 'react';
import { Button } from 'react-aria-components';
import { commands } from '../bridge/bindings';
import { call, problemOf } from '../bridge/call';
import { Avatar } from '../components/Avatar';
import { Menu, type MenuAction } from '../components/Menu';
import { useOpenSection } from '../components/navigation';
import { useOffered } from '../components/offered';
import { useMe } from '../components/session';
import { toasts } from '../components/toasts';
import { useT } from '../i18n/LocaleProvider';
import { problemWords } from '../i18n/problemWords';
import { AskPerson } from './askPerson';
import styles from './Navigation.module.css';

interface PersonMenuProps {
  narrow: boolean;
  onKeys: () => void;
}

/** Who is at the desk, and how somebody else takes over (R52). */
export function PersonMenu({ narrow, onKeys }: PersonMenuProps) {
  const t = useT();
  const me = useMe();
  const ask = useContext(AskPerson);
  const open = useOpenSection();
  useEffect(() => ask(false), [ask]);

  const onError = (error: unknown) => toasts.problem(problemWords(t, problemOf(error)));
  const leave = useMutation({
    mutationFn: (way: 'change' | 'lock' | 'signOut') => {
      ask(way !== 'lock');
      return call(way === 'signOut' ? commands.signOut() : commands.lock());
    },
    onError,
  });
  const groups: MenuAction[][] = [
    [
      {
        id: 'change',
        label: t('app.changePerson'),
        icon: UsersRound,
        onAction: () => leave.mutate('change'),
      },
      { id: 'lock', label: t('app.lock'), icon: Lock, onAction: () => leave.mutate('lock') },
    ],
    [
      {
        id: 'appearance',
        label: t('app.appearance'),
        icon: SunMoon,
        onAction: () => open('/settings'),
      },
      { id: 'keys', label: t('app.keysTitle'), icon: Keyboard, keys: '?', onAction: onKeys },
    ],
    [{ id: 'out', label: t('app.signOut'), icon: LogOut, onAction: () => leave.mutate('signOut') }],
  ];
  useOffered(groups.flat());
  return (
    <div className={styles.foot}>
      <Menu
        label={t('app.personMenu')}
        trigger={
          <Button className={styles.person ?? ''}>
            <Avatar name={me.name} />
            <span className={narrow ? 'visually-hidden' : styles.names}>
              <span className={styles.name}>{me.name}</span> <span className={styles.group}>{me.group}</span>
            </span>
          </Button>
        }
        groups={groups}
      />
    </div>
  );
}
