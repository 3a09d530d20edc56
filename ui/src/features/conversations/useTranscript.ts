import { FileDown, Lock } from 'lucide-react';
import { commands, type ThreadHead } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import type { MenuAction } from '../../components/Menu';
import { toasts } from '../../components/toasts';
import { useSetting, useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';

/** R53: the conversation as a text, with the notes for staff only where they are asked for. */
export function useTranscript({ id: conversation }: ThreadHead): MenuAction[] {
  const t = useT();
  const { language } = useSetting();
  const save = async (notes: boolean) => {
    try {
      const { path } = await call(commands.saveTranscript({ conversation, language, notes }));
      toasts.done(t('export.transcriptDone', { path }));
    } catch (error) {
      toasts.problem(problemWords(t, problemOf(error)));
    }
  };
  return [
    {
      id: 'transcript',
      label: t('export.transcript'),
      icon: FileDown,
      onAction: () => void save(false),
    },
    {
      id: 'transcript-notes',
      label: t('export.transcriptNotes'),
      icon: Lock,
      onAction: () => void save(true),
    },
  ];
}
