import { useCallback, useRef, useState } from 'react';
import { commands, type FileView } from '../../bridge/bindings';
import { call } from '../../bridge/call';
import { inSlices } from '../../bridge/slices';

/** A file on its way into the core. */
interface Coming {
  name: string;
  /** How much of it is there, 0 to 1. */
  share: number;
}

/** R31: what this person has attached to what they write. */
export interface Files {
  kept: readonly FileView[];
  coming: Coming | null;
  problem: unknown;
  attach: (files: Iterable<File>) => Promise<void>;
  remove: (id: string) => Promise<void>;
  /** The core has sent them. */
  clear: () => void;
}

/** Begins with what the core has kept. A file is attached when all of it is in the core. */
export function useFiles(conversation: string, begun: readonly FileView[]): Files {
  const [kept, setKept] = useState(begun);
  const [coming, setComing] = useState<Coming | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  // One after the other: the core counts what is there before it takes another.
  const line = useRef(Promise.resolve());

  const one = useCallback(
    async (file: File) => {
      const { name, type } = file;
      setComing({ name, share: 0 });
      let id: string | null = null;
      try {
        const bytes = Math.min(file.size, 0xffff_ffff);
        const view = await call(commands.attachFile({ conversation, name, media_type: type, bytes }));
        id = view.id;
        for await (const { base64, end } of inSlices(file)) {
          await call(commands.attachPart(view.id, base64));
          setComing({ name, share: end / file.size });
        }
        setKept((before) => [...before, view]);
      } catch (error) {
        setProblem(error);
        // What is there by half is nobody's; the core forgets it by itself where this fails too.
        if (id !== null) await commands.removeFile(id).catch(() => null);
      } finally {
        setComing(null);
      }
    },
    [conversation],
  );
  const attach = useCallback(
    (files: Iterable<File>) => {
      setProblem(null);
      for (const file of files) line.current = line.current.then(() => one(file));
      return line.current;
    },
    [one],
  );
  const remove = useCallback(async (id: string) => {
    setProblem(null);
    try {
      await call(commands.removeFile(id));
      setKept((before) => before.filter((file) => file.id !== id));
    } catch (error) {
      setProblem(error);
    }
  }, []);
  const clear = useCallback(() => setKept([]), []);
  return { kept, coming, problem, attach, remove, clear };
}
