import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from '../../components/Button';
import { useT } from '../../i18n/LocaleProvider';
import styles from './SetUp.module.css';

interface StepFrameProps {
  step: number;
  title: string;
  words: string;
  children: ReactNode;
  nextLabel: string;
  /** What is wrong with no field in particular. */
  fault: string | undefined;
  isPending?: boolean;
  onBack: () => void;
  onNext: () => void;
}

/** One step of the wizard: what it asks, and the way back and on. */
export function StepFrame({
  step,
  title,
  words,
  children,
  nextLabel,
  fault,
  isPending = false,
  onBack,
  onNext,
}: StepFrameProps) {
  const t = useT();
  const heading = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) onNext();
  };
  return (
    <form aria-labelledby={heading} className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.head}>
        <p className={styles.step}>{t('setup.step', { step })}</p>
        <h1 id={heading} className={styles.title}>
          {title}
        </h1>
        <p className={styles.words}>{words}</p>
      </div>
      <div className={styles.fields}>{children}</div>
      {fault && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
      <div className={styles.actions}>
        <Button isDisabled={isPending} onPress={onBack}>
          {t('common.back')}
        </Button>
        <Button variant="primary" type="submit" isPending={isPending}>
          {nextLabel}
        </Button>
      </div>
    </form>
  );
}
