import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { AppState, PersonView } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { useT } from '../../i18n/LocaleProvider';
import { PasswordForm } from './PasswordForm';
import { PeopleChoice } from './PeopleChoice';
import { Recover } from './Recover';
import styles from './SignIn.module.css';

interface SignInProps {
  state: Extract<AppState, { stage: 'sign_in' }>;
  /** Ask who is there, instead of offering the person who locked the screen. */
  ask: boolean;
  /** Keeps this screen until the new recovery code has been written down. */
  onHold: (on: boolean) => void;
}

/** Who signs in: one of the people, or whoever types an email address or a name. */
export interface Who {
  /** What the core is told. */
  who: string;
  person: PersonView | null;
}

const known = (person: PersonView): Who => ({ who: person.name, person });

/** Whoever is likeliest to sign in: who locked the screen, or the only person there is. */
function likeliest({ locked_by, people }: SignInProps['state'], ask: boolean): Who | null {
  if (locked_by !== null && !ask) return known(locked_by);
  const [first] = people;
  return first !== undefined && people.length === 1 ? known(first) : null;
}

/** The way to the desk: who is there, then the password (R52). */
export function SignIn({ state, ask, onHold }: SignInProps) {
  const t = useT();
  const [who, setWho] = useState<Who | null>(() => likeliest(state, ask));
  const [recovering, setRecovering] = useState(false);
  const locked = who?.person != null && who.person.id === state.locked_by?.id;

  if (recovering) return <Recover onBack={() => setRecovering(false)} onHold={onHold} />;
  return (
    <div className={styles.place}>
      {state.sample_password !== null && (
        <Banner tone="info" shape="box" icon={FlaskConical}>
          {t('app.samplePassword')} <code className={styles.password}>{state.sample_password}</code>
        </Banner>
      )}
      {who === null ? (
        <PeopleChoice
          people={state.people}
          onChoose={(person) => setWho(known(person))}
          onType={(words) => setWho({ who: words, person: null })}
        />
      ) : (
        <PasswordForm
          key={who.who}
          who={who}
          title={locked ? t('app.lockedTitle') : t('app.signInTitle')}
          verb={locked ? t('app.unlock') : t('app.signIn')}
          onOther={() => setWho(null)}
          onForgot={() => setRecovering(true)}
        />
      )}
    </div>
  );
}
