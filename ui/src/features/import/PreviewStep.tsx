import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { ImportOpened, ImportPreview, Mapping } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Checkbox';
import { useT } from '../../i18n/LocaleProvider';
import { BadLines } from './BadLines';
import { CalledOffEvents } from './CalledOffEvents';
import { Counts } from './Counts';
import { Dates } from './Dates';
import { FileFacts } from './FileFacts';
import styles from './Import.module.css';
import { type ImportTrouble, importer } from './importer';
import { MissingResidents } from './MissingResidents';
import { givenOf, mostLackTheEvent, namesNoEvent, type TheEvent } from './theEvent';
import { troubleWords } from './troubleWords';
import { WhichEventAgain } from './WhichEvent';

interface PreviewStepProps {
  opened: ImportOpened;
  mapping: Mapping | null;
  event: TheEvent;
  preview: ImportPreview;
  problem: ImportTrouble | null;
}

/** The third step: what will be done, before any of it is (R7). */
export function PreviewStep({ opened, mapping, event, preview, problem }: PreviewStepProps) {
  const t = useT();
  const [leaveOutBad, setLeaveOutBad] = useState(false);
  const [movedOut, setMovedOut] = useState<ReadonlySet<string>>(new Set());
  const changes = Object.values(preview.totals).some(({ added, changed }) => added + changed > 0);
  const isNothing = !changes && movedOut.size === 0;
  const hasBad = preview.bad_total > 0;
  return (
    <>
      <FileFacts opened={opened} />
      {problem !== null && (
        <Banner
          tone="danger"
          shape="box"
          icon={CircleAlert}
          action={
            problem.kind === 'import_outdated' && (
              <Button onPress={() => void importer.preview()}>{t('import.previewAgain')}</Button>
            )
          }
        >
          {troubleWords(t, problem)}
        </Banner>
      )}
      {mapping !== null && <Event event={event} mapping={mapping} preview={preview} />}
      <Counts caption={t('import.counts')} totals={preview.totals} />
      {!changes && !hasBad && (
        <Banner tone="neutral" shape="box" icon={CircleCheck}>
          {t('import.nothingToDo')}
        </Banner>
      )}
      {preview.passed_over > 0 && (
        <p className={styles.quiet}>{t('import.passedOver', { count: preview.passed_over })}</p>
      )}
      {mapping !== null && preview.dates.length > 0 && (
        <Dates dates={preview.dates} chosen={mapping.day_order} />
      )}
      {hasBad && <BadLines bad={preview.bad} total={preview.bad_total} />}
      <CalledOffEvents events={preview.called_off} />
      <MissingResidents
        missing={preview.missing}
        total={preview.missing_total}
        movedOut={movedOut}
        onChange={setMovedOut}
      />
      <div className={styles.actions}>
        {hasBad ? (
          <div className={styles.consent}>
            <Checkbox isSelected={leaveOutBad} onChange={setLeaveOutBad}>
              {t('import.leaveOut', { count: preview.bad_total })}
            </Checkbox>
          </div>
        ) : (
          <p className={styles.consent}>{!isNothing && t('import.wholeOrNot')}</p>
        )}
        {mapping === null ? (
          <Button onPress={() => importer.again()}>{t('import.chooseAnother')}</Button>
        ) : (
          <Button onPress={() => importer.backToColumns()}>{t('common.back')}</Button>
        )}
        <Button
          variant="primary"
          isDisabled={isNothing || (hasBad && !leaveOutBad)}
          onPress={() => void importer.apply({ leaveOutBad, movedOut: [...movedOut] })}
        >
          {changes || isNothing ? t('import.startImport') : t('import.markThem')}
        </Button>
      </div>
    </>
  );
}

/** The one event of a file that names none: asked for, or said back to whoever named it. */
function Event({ event, mapping, preview }: { event: TheEvent; mapping: Mapping; preview: ImportPreview }) {
  const t = useT();
  if (!namesNoEvent(mapping)) return null;
  if (mostLackTheEvent(preview.bad)) return <WhichEventAgain event={event} mapping={mapping} />;
  if (givenOf(event, mapping).length === 0) return null;
  return <p>{t('import.whichSaid', { title: event.title.trim() })}</p>;
}
