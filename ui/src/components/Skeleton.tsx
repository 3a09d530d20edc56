import { type ReactNode, useEffect, useState } from 'react';
import { useT } from '../i18n/LocaleProvider';
import styles from './Skeleton.module.css';

/** How long nothing is shown: what comes sooner needs no placeholder. */
export const SKELETON_AFTER_MS = 300;

interface SkeletonProps {
  /** Lines of the real shape, drawn with `SkeletonLine`, or a number of list rows. */
  children?: ReactNode;
  rows?: number;
}

/** The shape of what is coming, shown only when it takes longer than 300 ms. */
export function Skeleton({ children, rows = 8 }: SkeletonProps) {
  const [late, setLate] = useState(false);
  const t = useT();
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div role="status" className={styles.skeleton}>
      <span className="visually-hidden">{t('common.loading')}</span>
      {children ??
        Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
          <div key={row} className={styles.row} aria-hidden>
            <span className={styles.round} />
            <SkeletonLine width={`${22 + ((row * 7) % 14)}%`} />
            <SkeletonLine width="12%" />
            <SkeletonLine width="18%" />
          </div>
        ))}
    </div>
  );
}

/** One grey line. */
export function SkeletonLine({ width }: { width: string }) {
  return <span aria-hidden className={styles.line} style={{ inlineSize: width }} />;
}
