import { useEffect, useState } from 'preact/hooks';
import { MoonIcon, SunIcon } from '../parts/icons.tsx';

/** The name that web/public/theme.js reads before the first paint. */
const storageName = 'lead-followup.theme';
type Theme = 'light' | 'dark';

/** Light or dark: as the system has it, until a person says otherwise. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  useEffect(() => {
    const query = darkQuery();
    const onChange = () => setTheme(currentTheme());
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Switch to the ${other} theme`}
      onClick={() => {
        choose(other);
        setTheme(other);
      }}
    >
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}

function darkQuery(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function systemTheme(): Theme {
  return darkQuery().matches ? 'dark' : 'light';
}

function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : systemTheme();
}

/** The system's own choice is not kept, so that the page follows the system again. */
function choose(theme: Theme): void {
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
