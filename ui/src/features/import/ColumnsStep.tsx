import { CircleAlert, History } from 'lucide-react';
import type { ImportOpened, Mapping } from '../../bridge/bindings';
import { Banner } from '../../components/Banner';
import { Button } from '../../components/Button';
import { Select } from '../../components/Select';
import { useT } from '../../i18n/LocaleProvider';
import { FileFacts } from './FileFacts';
import { FIELDS } from './fields';
import styles from './Import.module.css';
import { type Column, type ImportTrouble, importer } from './importer';
import { namesNoEvent, type TheEvent } from './theEvent';
import { troubleWords } from './troubleWords';
import { useAsking, WhichEvent } from './WhichEvent';

interface ColumnsStepProps {
  opened: ImportOpened;
  mapping: Mapping;
  event: TheEvent;
  problem: ImportTrouble | null;
}

/** The second step: what each column is, recognised and to be corrected by hand (R7). */
export function ColumnsStep({ opened, mapping, event, problem }: ColumnsStepProps) {
  const t = useT();
  const asks = namesNoEvent(mapping);
  const asking = useAsking(event, mapping, true);
  const choices = FIELDS.map((value) => ({ value, label: t(`import.field_${value}`) }));
  return (
    <>
      <FileFacts opened={opened} />
      {opened.remembered && (
        <Banner tone="info" shape="box" icon={History}>
          {t('import.remembered')}
        </Banner>
      )}
      {problem !== null && (
        <Banner tone="danger" shape="box" icon={CircleAlert}>
          {troubleWords(t, problem)}
        </Banner>
      )}
      <p>{t('import.columnsWords')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('import.heading')}</th>
            <th scope="col">{t('import.samples')}</th>
            <th scope="col">{t('import.means')}</th>
          </tr>
        </thead>
        <tbody>
          {opened.columns.map((column, index) => {
            const heading = column.heading || t('import.noHeading', { column: index + 1 });
            const field = mapping.columns[index] ?? 'ignore';
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; headings may be alike.
              <tr key={index} data-ignored={field === 'ignore' || undefined}>
                <th scope="row">{heading}</th>
                <td className={styles.samples}>
                  {column.samples.length === 0 ? t('import.noSamples') : column.samples.join(' · ')}
                </td>
                <td className={styles.choice}>
                  <Select<Column>
                    label={t('import.meansOf', { column: heading })}
                    labelHidden
                    value={field}
                    onChange={(next) => importer.setColumn(index, next)}
                    choices={choices}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {asks && <WhichEvent event={event} mapping={mapping} refusals={asking.refusals} />}
      <div className={styles.actions}>
        <Button onPress={() => importer.again()}>{t('import.chooseAnother')}</Button>
        <Button variant="primary" onPress={() => (!asks || asking.goOn()) && void importer.preview()}>
          {t('import.toPreview')}
        </Button>
      </div>
    </>
  );
}
