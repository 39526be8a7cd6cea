import { useEffect, useRef } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { FollowUpPage } from './follow-ups/follow-up-page.tsx';
import { FollowUpsPage } from './follow-ups/list-page.tsx';
import { ImportPage } from './imports/import-page.tsx';
import { ImportsPage } from './imports/imports-page.tsx';
import { ApiKeyProvider } from './shell/api-key.tsx';
import { Header } from './shell/header.tsx';
import { TesterPage } from './tester/tester-page.tsx';

/** What is navigated to without a reload; what else there is, such as the queues, are pages of their own. */
const ownPages = /^\/(?:tester|follow-ups|imports)(?:[/?#]|$)/;

/** All pages. One navigates between them without a reload, since the key is in memory alone. */
export function App() {
  return (
    <LocationProvider scope={ownPages}>
      <ApiKeyProvider>
        <Header />
        <Content />
      </ApiKeyProvider>
    </LocationProvider>
  );
}

function Content() {
  const { path } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = titleOf(path);
    // Who listens is told of the new page, as a reload would; the first one is told by the browser.
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [path]);
  return (
    <main id="content" ref={main} tabIndex={-1}>
      <Router>
        <Route path="/tester" component={TesterPage} />
        <Route path="/follow-ups" component={FollowUpsPage} />
        <Route path="/follow-ups/:id" component={FollowUpPage} />
        <Route path="/imports" component={ImportsPage} />
        <Route path="/imports/:id" component={ImportPage} />
        <Route default component={NotFoundPage} />
      </Router>
    </main>
  );
}

function NotFoundPage() {
  return (
    <div class="page">
      <h1>Nothing here</h1>
      <p>
        The <a href="/tester">API Tester</a> and the <a href="/follow-ups">follow-ups</a> are.
      </p>
    </div>
  );
}

function titleOf(path: string): string {
  const pages = { '/follow-ups': 'Follow-ups', '/imports': 'Imports' };
  const [, page] = Object.entries(pages).find(([start]) => path.startsWith(start)) ?? [];
  return `${page ?? 'API Tester'} · lead-followup`;
}
