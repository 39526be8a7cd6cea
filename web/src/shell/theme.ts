/** The name that web/public/theme.js reads before the first paint. */
const storageName = 'lead-followup.theme';
export type Theme = 'light' | 'dark';

/** Tells the theme now and after each change, by the system or by a person. @returns the function that ends it */
export function onThemeChange(listener: (theme: Theme) => void): () => void {
  const tell = () => listener(currentTheme());
  const query = darkQuery();
  const observer = new MutationObserver(tell);
  query.addEventListener('change', tell);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  tell();
  return () => {
    query.removeEventListener('change', tell);
    observer.disconnect();
  };
}

/** The system's own choice is not kept, so that the page follows the system again. */
export function chooseTheme(theme: Theme): void {
  const follows = theme === systemTheme();
  if (follows) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    if (follows) localStorage.removeItem(storageName);
    else localStorage.setItem(storageName, theme);
  } catch {
    // A browser that keeps nothing for this origin: the choice lasts as long as the page.
  }
}

export function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : systemTheme();
}

function darkQuery(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function systemTheme(): Theme {
  return darkQuery().matches ? 'dark' : 'light';
}
