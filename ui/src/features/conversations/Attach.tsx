import { Paperclip, X } from 'lucide-react';
import { useRef } from 'react';
import { problemOf } from '../../bridge/call';
import { UnreadableFile } from '../../bridge/slices';
import { IconButton } from '../../components/IconButton';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Composer.module.css';
import type { Files } from './useFiles';

/** R31: chooses files to go with the message. */
export function AttachButton({ files }: { files: Files }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('conversations.attach')}
        onChange={({ target }) => {
          void files.attach(Array.from(target.files ?? []));
          // The same file may be chosen again after it was taken away.
          target.value = '';
        }}
      />
      <IconButton icon={Paperclip} label={t('conversations.attach')} onPress={() => input.current?.click()} />
    </>
  );
}

/** What goes along, each to be taken away again; what is on its way; and what could not come. */
export function AttachedFiles({ files }: { files: Files }) {
  const t = useT();
  const format = useFormat();
  const { kept, coming, problem } = files;
  if (kept.length === 0 && coming === null && problem === null) return null;
  return (
    <div className={styles.files}>
      {kept.map((file) => (
        <span key={file.id} className={styles.file}>
          {`${file.name} · ${format.size(file.kib)}`}
          <IconButton
            icon={X}
            label={t('conversations.removeFile', { name: file.name })}
            onPress={() => void files.remove(file.id)}
          />
        </span>
      ))}
      {coming !== null && (
        <span className={styles.file} role="status">
          {t('conversations.attaching', { name: coming.name, percent: Math.round(coming.share * 100) })}
        </span>
      )}
      {problem !== null && (
        <span role="alert" className={styles.problem}>
          {problem instanceof UnreadableFile
            ? t('conversations.fileGone')
            : problemWords(t, problemOf(problem))}
        </span>
      )}
    </div>
  );
}
