import { jsonLiteral } from './json-literal.ts';
import type { SampleRequest } from './sample-request.ts';

/** The request by our own client. JSON is TypeScript too. */
export function typescriptSample({ url, headers, body }: SampleRequest): string {
  const key = headers['x-api-key'];
  const idempotencyKey = headers['idempotency-key'];
  const wait = headers['prefer']?.replace('wait=', '');
  const options = [
    idempotencyKey ? `idempotencyKey: '${idempotencyKey}'` : '',
    wait ? `timeoutMs: ${wait}_000` : '',
  ].filter(Boolean);
  const call = wait ? 'createAndWait' : 'createFollowUp';
  return [
    "import { createClient } from '@lead-followup/client';",
    '',
    `const client = createClient({ baseUrl: '${new URL(url).origin}', apiKey: '${key ?? ''}' });`,
    `const followUp = await client.${call}(${jsonLiteral(body)}${options.length > 0 ? `, { ${options.join(', ')} }` : ''});`,
    'console.log(followUp);',
  ].join('\n');
}
