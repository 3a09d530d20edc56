import { useState } from 'react';
import { commands, type ResidentRow } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { ConfirmDialog } from '../../components/Dialog';
import { toasts } from '../../components/toasts';
import { useT } from '../../i18n/LocaleProvider';
import { problemWords } from '../../i18n/problemWords';
import type { Translate } from '../../i18n/translate';

interface MovedDialogProps {
  row: ResidentRow;
  onClose: () => void;
}

/** Asks before a resident is marked as moved out, or as living here again. */
export function MovedDialog({ row, onClose }: MovedDialogProps) {
  const t = useT();
  const [isPending, setPending] = useState(false);
  const { name, suite } = row;
  const out = row.moved_out_at === null;
  const confirm = async () => {
    setPending(true);
    await mark(t, row, out);
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => void confirm()}
      isPending={isPending}
      title={out ? t('residents.movedOutTitle', { name }) : t('residents.movedInTitle', { name })}
      confirmLabel={out ? t('residents.movedOutConfirm') : t('residents.movedInConfirm')}
    >
      {out
        ? t('residents.movedOutWords', { name })
        : suite === ''
          ? t('residents.movedInWordsNoSuite', { name })
          : t('residents.movedInWords', { name, suite })}
    </ConfirmDialog>
  );
}

/** Marks, and offers to take it back for ten seconds, also after the panel has gone. */
async function mark(t: Translate, row: ResidentRow, out: boolean, undoable = true): Promise<void> {
  try {
    await call(commands.setMovedOut(row.id, out));
  } catch (error) {
    toasts.problem(problemWords(t, problemOf(error)));
    return;
  }
  const { name } = row;
  const words = out ? t('residents.movedOutDone', { name }) : t('residents.movedInDone', { name });
  toasts.done(words, undoable ? () => void mark(t, row, !out, false) : undefined);
}
