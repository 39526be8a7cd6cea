import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../web/public/docs/scalar.js', import.meta.url));

/**
 * Puts the script that draws the API reference among the pages' own files. Scalar publishes it with a hundred megabytes
 * of dependencies, or served by a small plugin for Fastify: the plugin is asked for its script, without a Fastify.
 */
export async function copyReferenceComponent() {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const routes = [];
  const server = { route: (route) => routes.push(route), hasPlugin: () => false, initialConfig: {} };
  const options = { routePrefix: '/docs', configuration: { url: '/openapi.json' } };
  await plugin(server, options);
  const script = routes.find(({ url }) => url.endsWith('/scalar.js'));
  if (!script) throw new Error('@scalar/fastify-api-reference serves no scalar.js any more');
  let text;
  const reply = {
    header: () => reply,
    send: (content) => {
      text = content;
    },
  };
  script.handler({}, reply);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
