import { Outlet } from '@tanstack/react-router';
import { PanelHost } from './PanelHost';
import styles from './Shell.module.css';

/** The frame around every screen: the screen itself and the panel beside it. */
export function Shell() {
  return (
    <div className={styles.shell}>
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={styles.screen}>
          <Outlet />
        </div>
        <PanelHost />
      </main>
    </div>
  );
}
