import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { generateWebhookSecret } from '../../src/platform/secrets.ts';
import { signWebhook } from '../../src/webhooks/sign.ts';
import { hasCommand } from '../harness/has-command.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

// The examples are taken out of the documentation as they stand, and run.

const run = promisify(execFile);
const body = JSON.stringify({ type: 'follow_up.completed', data: { name: 'Jürgen ✓' } });
let folder: string;
let docs: string;

beforeAll(async () => {
  folder = await createTemporaryFolder();
  docs = await readFile('docs/webhooks.md', 'utf8');
});

interface Language {
  command: string;
  /** The example's file, and what is written below it: a call with the cases, one answer a line. */
  file: string;
  fence: string;
  call: string;
}

const languages: Language[] = [
  {
    command: process.execPath,
    file: 'verify.mjs',
    fence: 'js',
    call: `
import { readFileSync } from 'node:fs';
for (const { payload, headers, secret } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try { console.log(verifyWebhook(payload, headers, secret).type); } catch (error) { console.log(error.message); }
}`,
  },
  {
    command: 'python3',
    file: 'verify.py',
    fence: 'python',
    call: `
import sys
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    try:
        print(verify_webhook(case["payload"].encode(), case["headers"], case["secret"])["type"])
    except ValueError as error:
        print(error)`,
  },
  {
    command: 'php',
    file: 'verify.php',
    fence: 'php',
    call: `
foreach (json_decode(file_get_contents($argv[1]), true) as $case) {
    try {
        echo verify_webhook($case['payload'], $case['headers'], $case['secret'])['type'], "\\n";
    } catch (RuntimeException $error) {
        echo $error->getMessage(), "\\n";
    }
}`,
  },
];

function cases() {
  const [fresh, before] = [generateWebhookSecret(), generateWebhookSecret()];
  const at = (ageS: number) => new Date(Date.now() - ageS * 1_000);
  const signed = (secrets: string[], ageS = 0) => signWebhook({ id: 'evt_1', at: at(ageS), body }, secrets);
  const fits = 'follow_up.completed';
  const wrong = 'the signature does not fit';
  return [
    { payload: body, headers: signed([fresh]), secret: fresh, says: fits },
    { payload: body, headers: signed([fresh, before]), secret: before, says: fits },
    { payload: body, headers: signed([fresh]), secret: before, says: wrong },
    { payload: body.replace('✓', '✗'), headers: signed([fresh]), secret: fresh, says: wrong },
    { payload: body, headers: { ...signed([fresh]), 'webhook-id': 'evt_2' }, secret: fresh, says: wrong },
    { payload: body, headers: signed([fresh], 400), secret: fresh, says: 'the webhook is too old' },
    { payload: body, headers: signed([fresh], -400), secret: fresh, says: 'the webhook is too old' },
  ];
}

test.each(languages)('the example for $fence verifies as it is pasted', async (language) => {
  const example = new RegExp(`\`\`\`${language.fence}\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1];
  expect(example).toMatch(/verify_?webhook/i);
  if (!(await hasCommand(language.command))) return;
  const file = join(folder, language.file);
  await writeFile(file, `${example}${language.call}`);
  const tried = cases();
  await writeFile(join(folder, 'cases.json'), JSON.stringify(tried));
  const { stdout } = await run(language.command, [file, join(folder, 'cases.json')]);
  expect(stdout.trim().split('\n')).toEqual(tried.map(({ says }) => says));
});
