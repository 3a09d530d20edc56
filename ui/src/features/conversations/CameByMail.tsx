import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { commands, type EntryMailView } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { part } from '../../bridge/queries';
import { Dialog } from '../../components/Dialog';
import { LinkButton } from '../../components/LinkButton';
import { Pill } from '../../components/Pill';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Attachment } from './Attached';
import styles from './Entry.module.css';

/** What is known of the mail that an entry is: how far it is trusted, what came with it, the original (R31, R32). */
export function CameByMail({ mail }: { mail: EntryMailView }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const doubt = mail.trust === 'verified' || mail.trust === 'own' ? null : mail.trust;
  if (doubt === null && !mail.mixed && !mail.folded && mail.attachments.length === 0) return null;
  return (
    <div className={styles.came}>
      {doubt !== null && <Pill tone="warning">{t(`mail.trust_${doubt}`)}</Pill>}
      {mail.mixed && <Pill tone="warning">{t('mail.mixed')}</Pill>}
      {mail.attachments.map((file) => (
        <Attachment key={file.place} mail={mail.id} file={file} />
      ))}
      {mail.folded && <LinkButton onPress={() => setOpen(true)}>{t('mail.original')}</LinkButton>}
      {isOpen && <Original id={mail.id} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** R32: the whole mail, as text. */
function Original({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const mail = useQuery({ queryKey: [part.tray, 'mail', id], queryFn: () => call(commands.openMail(id)) });
  return (
    <Dialog isOpen size="large" title={t('mail.originalTitle')} onClose={onClose}>
      {mail.error !== null && <p role="alert">{problemWords(t, problemOf(mail.error))}</p>}
      {mail.data && (
        <>
          <p className={styles.under}>
            {t('mail.originalFrom', { name: mail.data.sender_name, address: `<${mail.data.sender}>` })}
          </p>
          <p>{mail.data.subject}</p>
          <p className={styles.text} dir="auto">
            {mail.data.text}
          </p>
          {mail.data.cut_short && <p className={styles.under}>{t('mail.cutShort')}</p>}
        </>
      )}
    </Dialog>
  );
}
