import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
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
