import '@fontsource-variable/inter/wght.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';

const place = document.getElementById('root');
if (place !== null) {
  const draw = () =>
    createRoot(place).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  // The typeface comes from disk: waiting for it costs less than words that change their width in sight.
  void document.fonts.load('1em "Inter Variable"').finally(draw);
}
