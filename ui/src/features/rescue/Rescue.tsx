import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { commands, type RescueChoice } from '../../bridge/bindings';
import { call, problemOf } from '../../bridge/call';
import { rescueKey } from '../../bridge/queries';
import { useT } from '../../i18n/LocaleProvider';
import { Choices } from './Choices';
import { Outcome } from './Outcome';
import { Running } from './Running';

interface RescueProps {
  /** The data folder. */
  folder: string;
  /** What is shown where the core has nothing to choose from. */
  otherwise: ReactNode;
  isTrying: boolean;
  /** Looks at the state again, and at what there is to choose from. */
  onRetry: () => Promise<void>;
  /** Keeps this screen while the core is at it, and until its outcome has been read. */
  onHold: (on: boolean) => void;
}

/** The file is damaged: what happened, what is safe, and the ways to get its data back. */
export function Rescue({ folder, otherwise, isTrying, onRetry, onHold }: RescueProps) {
  const t = useT();
  const [hasTried, setTried] = useState(false);
  // Looking verifies backups: the answer of an earlier look is not kept beyond the screen.
  const view = useQuery({ queryKey: rescueKey, queryFn: () => call(commands.rescueView()), gcTime: 0 });
  const rescue = useMutation({
    mutationFn: (choice: RescueChoice) => {
      setTried(true);
      onHold(true);
      return call(commands.rescue(choice));
    },
    onError: () => onHold(false),
  });
  const goOn = async () => {
    onHold(false);
    await onRetry();
    // Still here: what was saved cannot be opened, and there is something to choose again.
    rescue.reset();
  };

  const isGoingBack = rescue.variables === 'backup';
  if (rescue.isPending)
    return <Running title={t(isGoingBack ? 'backup.goingBackTitle' : 'backup.readingTitle')} />;
  if (rescue.data) {
    return (
      <Outcome
        done={rescue.data}
        isBackup={isGoingBack}
        isOpening={isTrying}
        onContinue={() => void goOn()}
      />
    );
  }
  if (view.error) return otherwise;
  return (
    <Choices
      folder={folder}
      view={view.data}
      problem={rescue.error === null ? null : problemOf(rescue.error)}
      hasTried={hasTried}
      isTrying={isTrying}
      onChoose={(choice) => rescue.mutate(choice)}
      onRetry={() => {
        rescue.reset();
        void onRetry();
      }}
    />
  );
}
