import { useMutation } from '@tanstack/react-query';
import { Building2, Sparkles } from 'lucide-react';
import { Button } from 'react-aria-components';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './SetUp.module.css';

interface WelcomeProps {
  folder: string;
  onBuilding: () => void;
}

/** The first thing anybody sees: a building of one's own, or the sample. */
export function Welcome({ folder, onBuilding }: WelcomeProps) {
  const t = useT();
  const sample = useMutation({ mutationFn: () => call(commands.setUpSample()) });
  return (
    <div className={styles.form}>
      <div className={styles.head}>
        <h1 className={styles.big}>{t('setup.welcome')}</h1>
        <p className={styles.words}>{t('setup.welcomeWords')}</p>
      </div>
      <div className={styles.ways}>
        <Button className={styles.way ?? ''} isDisabled={sample.isPending} onPress={onBuilding}>
          <Building2 aria-hidden size="1.375rem" strokeWidth={1.5} />
          <span>
            <strong>{t('setup.newBuilding')}</strong>
            <span className={styles.words}>{t('setup.newBuildingWords')}</span>
          </span>
        </Button>
        <Button className={styles.way ?? ''} isDisabled={sample.isPending} onPress={() => sample.mutate()}>
          <Sparkles aria-hidden size="1.375rem" strokeWidth={1.5} />
          <span>
            <strong>{t('setup.sample')}</strong>
            <span className={styles.words}>
              {sample.isPending ? t('setup.sampleMaking') : t('setup.sampleWords')}
            </span>
          </span>
        </Button>
      </div>
      {sample.error && (
        <p role="alert" className={styles.fault}>
          {problemWords(t, problemOf(sample.error))}
        </p>
      )}
      <p className={styles.folder}>{t('setup.folder', { folder })}</p>
    </div>
  );
}
