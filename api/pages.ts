import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import compression from 'compression';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { methodNotAllowed } from './middleware/method-not-allowed.ts';

/** The same relative path in the source and in a build. */
const builtPages = resolve(import.meta.dirname, '..', 'web', 'dist');

/** Paths of the single-page app, which routes by path. `/index.html` is included so that it gets the same policy. */
const pagePaths = ['/tester', '/follow-ups', '/follow-ups/:id', '/imports', '/imports/:id', '/index.html'];
const referencePaths = ['/docs', '/docs.html'];

/**
 * The API Tester, the pages of follow-ups and the API reference. Static files, which need no key; their data does.
 * @param folder the output of `npm run build` for web/
 */
export function pages(folder = builtPages): Router {
  const router = Router();
  const sendPage = (name: string): RequestHandler => {
    const page = join(folder, name);
    return (_request, response) => {
      if (existsSync(page)) {
        // The asset names in it change with every build, so the browser must revalidate.
        response.set('cache-control', 'no-cache').sendFile(page, { cacheControl: false });
        return;
      }
      response.status(503).type('text/plain').send('The pages are not built: run "npm run build".\n');
    };
  };
  router.use(['/assets', ...referencePaths, ...pagePaths], compression());
  router.get('/', (_request, response) => response.redirect('/tester'));
  router.get(pagePaths, pagePolicy, sendPage('index.html'));
  router.get(referencePaths, referencePolicy, sendPage('docs.html'));
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  router.use(express.static(folder, { index: false, redirect: false, maxAge: 0 }));
  router.use(methodNotAllowed(['/', ...pagePaths, ...referencePaths].map((path) => ['get', path])));
  return router;
}

/** Only the service's own origin and nothing inline, so that text of models and leads can never run as a script. */
const directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};
const pagePolicy = helmet.contentSecurityPolicy({ useDefaults: false, directives });

/** The component of the reference needs inline styles. It shows only our own text. */
const referencePolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...directives, 'style-src': ["'self'", "'unsafe-inline'"], 'font-src': ["'self'", 'data:'] },
});
