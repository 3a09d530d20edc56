import { useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type AttachmentView, commands, type FileView } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Button } from '../../components/Button';
import { toasts } from '../../components/toasts';
import { useFormat, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import styles from './Entry.module.css';

/** The largest picture that is previewed; the core has the last word. */
const LARGEST_PICTURE = 9_700;

interface AttachedProps {
  file: Pick<FileView, 'name' | 'media_type' | 'kib'>;
  /** What tells it from every other file. */
  of: readonly [string, string, number];
  save: () => Promise<string>;
  picture: () => Promise<string | null>;
}

/** R31: a file that came or went with a message is saved under its safe name; nothing is opened or run. */
function Attached({ file, of, save, picture }: AttachedProps) {
  const t = useT();
  const format = useFormat();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: (path) => toasts.done(t('mail.saved', { path })),
    onError: (error) => toasts.problem(problemWords(t, problemOf(error))),
  });
  const isPicture = file.media_type.startsWith('image/') && file.kib <= LARGEST_PICTURE;
  return (
    <div className={styles.attached}>
      {isPicture && <Picture of={of} name={file.name} picture={picture} />}
      <Button
        icon={Download}
        isPending={saving.isPending}
        aria-label={t('mail.save', { name: file.name })}
        onPress={() => saving.mutate()}
      >
        {`${file.name} · ${format.size(file.kib)}`}
      </Button>
    </div>
  );
}

/** A picture is drawn from its bytes, which the core has looked at; what is none stays a file. */
function Picture({ of, name, picture }: Pick<AttachedProps, 'of' | 'picture'> & { name: string }) {
  const found = useQuery({
    queryKey: [part.tray, 'picture', ...of],
    queryFn: picture,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // The place is kept while it is read: what stands below does not jump.
  if (found.isPending) return <div className={styles.picture} />;
  if (typeof found.data !== 'string') return null;
  return <img className={styles.picture} src={found.data} alt={name} />;
}

/** A file that came with a mail. */
export function Attachment({ mail, file }: { mail: string; file: AttachmentView }) {
  return (
    <Attached
      file={file}
      of={['mail', mail, file.place]}
      save={() => call(commands.saveAttachment(mail, file.place))}
      picture={() => call(commands.pictureOfMail(mail, file.place))}
    />
  );
}

/** A file that went with a message. */
export function SentFile({ file }: { file: FileView }) {
  return (
    <Attached
      file={file}
      of={['file', file.id, 0]}
      save={() => call(commands.saveFile(file.id))}
      picture={() => call(commands.pictureOfFile(file.id))}
    />
  );
}
