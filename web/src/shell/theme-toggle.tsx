import { useEffect, useState } from 'preact/hooks';
import { MoonIcon, SunIcon } from '../parts/icons.tsx';
import { chooseTheme, currentTheme, onThemeChange, type Theme } from './theme.ts';

/** Light or dark: as the system has it, until a person says otherwise. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  useEffect(() => onThemeChange(setTheme), []);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Switch to the ${other} theme`}
      onClick={() => chooseTheme(other)}
    >
      {theme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}
