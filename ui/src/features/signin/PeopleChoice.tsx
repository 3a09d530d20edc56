import { type FormEvent, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { PersonView } from '../../bridge/bindings';
import { Avatar } from '../../components/Avatar';
import { Button } from '../../components/Button';
import { TextField } from '../../components/TextField';
import { useT } from '../../i18n/LocaleProvider';
import styles from './SignIn.module.css';

interface PeopleChoiceProps {
  people: readonly PersonView[];
  onChoose: (person: PersonView) => void;
  onType: (words: string) => void;
}

/** Who is there: one press at a shared counter, or an email address or a name. */
export function PeopleChoice({ people, onChoose, onType }: PeopleChoiceProps) {
  const t = useT();
  const [words, setWords] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() !== '') onType(words.trim());
  };
  return (
    <>
      <h1 className={styles.title}>{t('app.whoTitle')}</h1>
      <ul className={styles.people}>
        {people.map((person, position) => (
          <li key={person.id}>
            <AriaButton
              className={styles.person ?? ''}
              autoFocus={position === 0}
              onPress={() => onChoose(person)}
            >
              <Avatar name={person.name} size="medium" />
              <span className={styles.names}>
                <span className={styles.name}>{person.name}</span>
                <span className={styles.group}>{person.group}</span>
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
      <form className={styles.other} onSubmit={submit}>
        <TextField
          label={t('app.whoField')}
          value={words}
          onChange={setWords}
          autoComplete="username"
          spellCheck="false"
        />
        <Button type="submit">{t('common.continue')}</Button>
      </form>
    </>
  );
}
