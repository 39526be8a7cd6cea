import { useLocation } from 'preact-iso';
import { LogoIcon } from '../parts/icons.tsx';
import { navigation } from './navigation.ts';
import { ThemeToggle } from './theme-toggle.tsx';

export function Header() {
  const { path } = useLocation();
  return (
    <header class="header">
      <a class="skip-link" href="#content">
        Skip to the content
      </a>
      <div class="header-inner">
        <a class="brand" href="/tester">
          <LogoIcon />
          <span>lead-followup</span>
        </a>
        <nav aria-label="Pages">
          {navigation.map(({ href, label }) => (
            <a key={href} href={href} aria-current={path.startsWith(href) ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <ThemeToggle />
      </div>
    </header>
  );
}
