import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Writes every character of the bundle in ASCII: one that is not Latin-1 would make the web view keep all of
 * the source with two bytes a character.
 */
const ascii: Plugin = {
  name: 'ascii',
  // After everything else: what shortens the code would write them out again.
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, escaped);
    }
  },
};

export default defineConfig({
  plugins: [
    react(),
    // R90: the two languages of the screen; the words of the components for thirty others stay out.
    { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' },
    { ...ascii, enforce: 'post' },
  ],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    // What WebKitGTK 2.44 and Safari 16 understand; WebView2 is newer than both.
    target: 'safari16',
    // One bundle: the window loads it from disk, and a split would only add round trips.
    rolldownOptions: { output: { codeSplitting: false } },
    // Fonts stay files: the content policy of the window allows them from 'self' alone.
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/app/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
    // A busy computer types slowly into forms with long lists.
    testTimeout: 20_000,
  },
});
