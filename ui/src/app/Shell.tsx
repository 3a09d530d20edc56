import { Outlet } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useRef, useState } from 'react';
import { Banner } from '../components/Banner';
import { KeyHints } from '../components/KeyHints';
import { useAskedFor, useOffered } from '../components/offered';
import { useBuilding } from '../components/session';
import { isOverlayOpen, useShortcut } from '../components/shortcuts';
import { SearchDialog } from '../features/search/SearchDialog';
import { useT } from '../i18n/LocaleProvider';
import { keyHints, keys } from './keymap';
import { LineBanner } from './LineBanner';
import { Navigation } from './Navigation';
import { PanelHost } from './PanelHost';
import styles from './Shell.module.css';
import { useAdditions, usePlaces } from './sections';
import { useAsked } from './useAsked';
import { useTitle } from './useTitle';
import { useTouch } from './useTouch';

/** The frame around every screen: the navigation, the screen itself and the panel beside it. */
export function Shell() {
  const t = useT();
  const { sample } = useBuilding();
  const content = useRef<HTMLElement>(null);
  const [searching, setSearching] = useState(false);
  const [hinting, setHinting] = useState(false);
  const places = usePlaces();
  useOffered(useAdditions());
  useTouch();
  useAsked();
  useTitle();
  // Not over a dialog: what was begun there would be left half done behind it.
  useShortcut(keys.search, () => {
    if (!isOverlayOpen()) setSearching(true);
  });
  useAskedFor('search', () => setSearching(true));
  useShortcut(keys.help, () => setHinting(true));
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => content.current?.focus()}>
        {t('app.skipToContent')}
      </button>
      <Navigation onSearch={() => setSearching(true)} onKeys={() => setHinting(true)} />
      <main ref={content} tabIndex={-1} className={styles.main}>
        {sample && (
          <Banner tone="info" icon={FlaskConical}>
            {t('app.sampleBanner')}
          </Banner>
        )}
        <LineBanner />
        <div className={styles.place}>
          <div className={styles.screen}>
            <Outlet />
          </div>
          <PanelHost />
        </div>
      </main>
      <SearchDialog isOpen={searching} onClose={() => setSearching(false)} places={places} />
      <KeyHints
        isOpen={hinting}
        onClose={() => setHinting(false)}
        title={t('app.keysTitle')}
        hints={keyHints(t)}
      />
    </div>
  );
}
