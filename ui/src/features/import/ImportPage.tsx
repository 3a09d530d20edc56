import { Lock } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { events } from '../../bridge/bindings';
import { EmptyState } from '../../components/EmptyState';
import { PageHeader } from '../../components/PageHeader';
import { useMe } from '../../components/session';
import { useT } from '../../i18n/LocaleProvider';
import { Busy } from './Busy';
import { ColumnsStep } from './ColumnsStep';
import { DoneStep } from './DoneStep';
import { FileStep } from './FileStep';
import styles from './Import.module.css';
import { type ImportState, importer } from './importer';
import { PreviewStep } from './PreviewStep';

/** The section Import: a file, its columns, a preview, and all of it or nothing (R7). */
export function ImportPage() {
  const t = useT();
  const me = useMe();
  if (!me.permissions.administration) {
    return (
      <>
        <PageHeader title={t('import.title')} />
        <EmptyState icon={Lock} title={t('import.onlyAdministrators')}>
          {t('import.onlyAdministratorsWords')}
        </EmptyState>
      </>
    );
  }
  return <Importing person={me.id} />;
}

function Importing({ person }: { person: string }) {
  const t = useT();
  const state = useSyncExternalStore(importer.subscribe, importer.read);
  useEffect(() => importer.belongTo(person), [person]);
  useEffect(() => {
    const listening = events.importing.listen(({ payload }) => importer.progress(payload.progress));
    return () => {
      void listening.then((stop) => stop());
    };
  }, []);
  return (
    <>
      <PageHeader title={t('import.title')}>
        <Steps state={state} />
      </PageHeader>
      <div className={styles.body}>
        <div className={styles.column}>
          <Step state={state} />
        </div>
      </div>
    </>
  );
}

function Step({ state }: { state: ImportState }) {
  switch (state.step) {
    case 'file':
      return <FileStep problem={state.problem} />;
    case 'busy':
      return <Busy name={state.name} progress={state.progress} />;
    case 'columns':
      return <ColumnsStep {...state} />;
    case 'preview':
      return <PreviewStep {...state} />;
    case 'done':
      return <DoneStep done={state.done} />;
  }
}

const AT: Record<ImportState['step'], number> = { file: 0, busy: -1, columns: 1, preview: 2, done: 3 };

/** The three steps, and which of them one is at. */
function Steps({ state }: { state: ImportState }) {
  const t = useT();
  const at = state.step === 'busy' ? busyAt(state.progress.stage) : AT[state.step];
  return (
    <ol className={styles.steps} aria-label={t('import.steps')}>
      {[t('import.stepFile'), t('import.stepColumns'), t('import.stepPreview')].map((words, index) => (
        <li
          key={words}
          className={styles.step}
          data-past={index < at || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span aria-hidden className={styles.number}>
            {index + 1}
          </span>
          {words}
        </li>
      ))}
    </ol>
  );
}

const busyAt = (stage: 'sending' | 'reading' | 'comparing' | 'writing') => (stage === 'sending' ? 0 : 2);
