// What an installation from source needs once its packages are there. A production installation has no sources.
await import('./generate-client.mjs');
process.argv.push('--if-possible');
await import('./build-pages.mjs');
