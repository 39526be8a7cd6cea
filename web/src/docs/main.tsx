import { render } from 'preact';
import { LocationProvider } from 'preact-iso';
import { Header } from '../shell/header.tsx';
import { currentTheme, onThemeChange, type Theme } from '../shell/theme.ts';
import '../styles/tokens.css';
import '../styles/shell.css';
import './docs.css';

/** What /docs/scalar.js puts into the page. */
declare const Scalar: { createApiReference(place: string, configuration: object): unknown };

/** Drawn from our own document by our own files: no fonts, requests or telemetry of anyone else's. */
const configuration = (theme: Theme) => ({
  url: '/openapi.json',
  forceDarkModeState: theme,
  hideDarkModeToggle: true,
  withDefaultFonts: false,
  hideClientButton: true,
  telemetry: false,
  showToolbar: 'never',
  // Else it would offer to send requests by way of a server of its maker's.
  proxyUrl: '',
  documentDownloadType: 'json',
  defaultOpenAllTags: false,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
});

const header = document.getElementById('header');
if (!header) throw new Error('docs.html has no #header');
render(
  // Every link leaves this page: the others are another program.
  <LocationProvider scope={/^\/docs$/}>
    <Header />
  </LocationProvider>,
  header,
);

Scalar.createApiReference('#reference', configuration(currentTheme()));
// It takes a theme when it is made; after that, its colours hang on these two.
onThemeChange((theme) => {
  document.body.classList.toggle('light-mode', theme === 'light');
  document.body.classList.toggle('dark-mode', theme === 'dark');
});
