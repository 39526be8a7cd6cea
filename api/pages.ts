import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import compression from 'compression';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';

/** Beside this file, in the source as in a build. */
const builtPages = resolve(import.meta.dirname, '..', 'web', 'dist');

/** Addresses of pages: each is the same program, which looks at the address itself. By its file's name it has the same policy. */
const pagePaths = ['/tester', '/follow-ups', '/follow-ups/:id', '/index.html'];
const referencePaths = ['/docs', '/docs.html'];

/**
 * The API Tester, the pages of follow-ups and the API reference. They are files alone and need no key; their data does.
 * @param folder what `npm run build` made of web/
 */
export function pages(folder = builtPages): Router {
  const router = Router();
  const sendPage = (name: string): RequestHandler => {
    const page = join(folder, name);
    return (_request, response) => {
      if (existsSync(page)) {
        // The names of the assets in it change with every build: a browser asks whether it has the newest.
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
  return router;
}

/** Everything from the service's own origin, nothing inline: what models and leads wrote cannot become a program. */
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

/** The component that draws the reference brings its styles along; it shows what we wrote ourselves and nothing else. */
const referencePolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...directives, 'style-src': ["'self'", "'unsafe-inline'"], 'font-src': ["'self'", 'data:'] },
});
