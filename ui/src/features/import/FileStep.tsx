import { CircleAlert, FileUp, Info } from 'lucide-react';
import { useState } from 'react';
import { DropZone, FileTrigger } from 'react-aria-components';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { useT } from '../../i18n/LocaleProvider';
import styles from './Import.module.css';
import { type ImportTrouble, importer } from './importer';
import { troubleWords } from './troubleWords';

/** The first step: a file, chosen or dropped. */
export function FileStep({ problem }: { problem: ImportTrouble | null }) {
  const t = useT();
  const [isTooMany, setTooMany] = useState(false);
  const take = (files: readonly File[]) => {
    const [file] = files;
    setTooMany(files.length > 1);
    if (file !== undefined && files.length === 1) void importer.choose(file);
  };
  const isStopped = problem?.kind === 'import_stopped';
  return (
    <div className={styles.file}>
      {problem !== null && (
        <Banner tone={isStopped ? 'neutral' : 'danger'} shape="box" icon={isStopped ? Info : CircleAlert}>
          {troubleWords(t, problem)}
        </Banner>
      )}
      {isTooMany && (
        <Banner tone="warning" shape="box" icon={Info}>
          {t('import.oneFile')}
        </Banner>
      )}
      <DropZone
        className={styles.drop ?? ''}
        aria-label={t('import.chooseTitle')}
        getDropOperation={() => 'copy'}
        onDrop={({ items }) => {
          const dropped = items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : []));
          void Promise.all(dropped).then(take);
        }}
      >
        <span aria-hidden className={styles.mark}>
          <FileUp size="1.5rem" strokeWidth={1.5} />
        </span>
        <h2 className={styles.title}>{t('import.chooseTitle')}</h2>
        <p className={styles.words}>
          {t('import.chooseWords')} {t('import.chooseLimit')}
        </p>
        <FileTrigger
          acceptedFileTypes={['.csv', '.tsv', '.txt', '.ics', 'text/csv', 'text/calendar', 'text/plain']}
          onSelect={(files) => take(files === null ? [] : [...files])}
        >
          <Button variant="primary" icon={FileUp}>
            {t('import.choose')}
          </Button>
        </FileTrigger>
      </DropZone>
    </div>
  );
}
