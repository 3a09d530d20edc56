import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { commands, type SavedReplyView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { Button } from '../../components/Button';
import { Checkbox } from '../../components/Checkbox';
import { Dialog } from '../../components/Dialog';
import { faultsOf } from '../../components/faults';
import { useMe } from '../../components/session';
import { TextArea } from '../../components/TextArea';
import { TextField } from '../../components/TextField';
import { toasts } from '../../components/toasts';
import { useSetting, useT } from '../../i18n/LocaleProvider';
import { Fault } from './Section';
import styles from './Settings.module.css';

const PLACEHOLDERS = {
  en: '{resident}, {event}, {time}, {place}, {amount}',
  fr: '{résident}, {événement}, {heure}, {lieu}, {montant}',
} as const;

interface SavedReplyDialogProps {
  /** None: a new one. */
  reply: SavedReplyView | null;
  onClose: () => void;
}

/** Writes a saved reply down, or changes one (R30). */
export function SavedReplyDialog({ reply, onClose }: SavedReplyDialogProps) {
  const t = useT();
  const id = useId();
  const { language } = useSetting();
  const { administration } = useMe().permissions;
  const [name, setName] = useState(reply?.name ?? '');
  const [english, setEnglish] = useState(reply?.english ?? '');
  const [french, setFrench] = useState(reply?.french ?? '');
  const [shared, setShared] = useState(reply?.shared ?? false);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => call(commands.saveSavedReply({ id: reply?.id ?? null, shared, name, english, french })),
    onSuccess: () => {
      toasts.done(t(reply ? 'replies.saved' : 'replies.added', { name: name.trim() }));
      onClose();
    },
  });
  const faults = faultsOf(t, save.error, ['name']);
  const missing = (text: string) => (tried && text.trim() === '' ? t('problems.fault_missing') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isWhole = name.trim() !== '' && (english + french).trim() !== '';
    if (isWhole && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={reply ? t('replies.edit', { name: reply.name }) : t('replies.add')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={id} isPending={save.isPending}>
            {reply ? t('common.save') : t('common.add')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.fields} onSubmit={submit} noValidate>
        <TextField
          label={t('replies.name')}
          description={t('replies.nameHint')}
          autoFocus
          value={name}
          onChange={setName}
          error={missing(name) ?? faults.of('name')}
        />
        <TextArea
          label={t('replies.english')}
          value={english}
          onChange={setEnglish}
          rows={3}
          error={missing(english + french)}
        />
        <TextArea
          label={t('replies.french')}
          description={t('replies.placeholders', { list: PLACEHOLDERS[language] })}
          value={french}
          onChange={setFrench}
          rows={3}
        />
        {administration && (
          <Checkbox isSelected={shared} onChange={setShared}>
            {t('replies.everybodyHint')}
          </Checkbox>
        )}
        <Fault>{faults.whole}</Fault>
      </form>
    </Dialog>
  );
}
