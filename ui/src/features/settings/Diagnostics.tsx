import { useMutation } from '@tanstack/react-query';
import { ClipboardCopy } from 'lucide-react';
import { commands } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { Button } from '../../components/Button';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import { Section } from './Section';
import styles from './Settings.module.css';

/** What support asks for first, with no word that anybody wrote. */
export function Diagnostics() {
  const t = useT();
  const copying = useMutation({
    mutationFn: async () => {
      const text = call(commands.diagnostics());
      // What is copied later than the press has to be promised at the press.
      const promised = new ClipboardItem({
        'text/plain': text.then((words) => new Blob([words], { type: 'text/plain' })),
      });
      // What the core refused is told in its words, not in the clipboard's.
      await Promise.all([text, navigator.clipboard.write([promised])]);
    },
    onSuccess: () => toasts.done(t('settings.diagnosticsCopied')),
    onError: (error) => {
      const problem = problemOf(error);
      toasts.problem(
        problem.kind === 'unreachable' ? t('settings.diagnosticsNotCopied') : problemWords(t, problem),
      );
    },
  });
  return (
    <Section title={t('settings.help')} words={t('settings.diagnosticsWords')}>
      <div className={styles.actions}>
        <Button icon={ClipboardCopy} isPending={copying.isPending} onPress={() => copying.mutate()}>
          {t('settings.copyDiagnostics')}
        </Button>
      </div>
    </Section>
  );
}
