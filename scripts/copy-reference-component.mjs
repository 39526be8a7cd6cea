import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../web/public/docs/scalar.js', import.meta.url));

/**
 * Copies the script of the API reference to the files of the pages. Scalar publishes it either with a hundred
 * megabytes of dependencies or in a small plugin for Fastify. The script is taken from the plugin, without running
 * Fastify.
 */
export async function copyReferenceComponent() {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const routes = [];
  const server = { route: (route) => routes.push(route), hasPlugin: () => false, initialConfig: {} };
  const options = { routePrefix: '/docs', configuration: { url: '/openapi.json' } };
  await plugin(server, options);
  const script = routes.find(({ url }) => url.endsWith('/scalar.js'));
  if (!script) throw new Error('@scalar/fastify-api-reference no longer serves scalar.js');
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
