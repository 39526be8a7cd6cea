import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

// Everything that the pages load comes from the API's own origin, and nothing of it is inline: its
// Content-Security-Policy would refuse it.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['chrome123', 'firefox121', 'safari17.5'],
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: { input: [page('index.html'), page('docs.html')] },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // `npm run web:dev`: the pages reload as they are edited, the data comes from `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
