// Runs after an installation from source, once its packages are installed. A production installation has no sources.
await import('./generate-client.mjs');
process.argv.push('--if-possible');
await import('./build-pages.mjs');
