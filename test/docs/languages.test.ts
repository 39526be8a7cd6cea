import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { hasCommand } from '../harness/has-command.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

// The examples are taken out of the documentation as they stand, and run against a service.

const run = promisify(execFile);
let service: TestService;

beforeAll(async () => {
  service = await startService();
});

afterAll(() => service.close());

test.each([
  {
    command: 'python3',
    fence: 'python',
    file: 'create.py',
    call: `
import sys
done = create_and_wait(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
print(done["status"], json.dumps(done["messages"]["email"]["title"]))
try:
    create_and_wait(sys.argv[1], "wrong", {})
except urllib.error.HTTPError as error:
    print(json.load(error)["error"]["code"])`,
  },
  {
    command: 'php',
    fence: 'php',
    file: 'create.php',
    call: `
$done = create_and_wait($argv[1], $argv[2], json_decode($argv[3], true));
echo $done['status'], ' ', json_encode($done['messages']['email']['title']), "\\n";
try {
    create_and_wait($argv[1], 'wrong', []);
} catch (RuntimeException $error) {
    echo explode(':', $error->getMessage())[0], "\\n";
}`,
  },
])('the example for $fence gets messages, and an error with its code', async (language) => {
  const docs = await readFile('docs/languages.md', 'utf8');
  const example = new RegExp(`\`\`\`${language.fence}\n([\\s\\S]*?)\`\`\``).exec(docs)?.[1];
  expect(example).toContain('create_and_wait');
  if (!(await hasCommand(language.command))) return;
  const file = join(await createTemporaryFolder(), language.file);
  await writeFile(file, `${example}${language.call}`);
  const { stdout } = await run(language.command, [
    file,
    service.url,
    demoKey,
    JSON.stringify(documentedExample),
  ]);
  expect(stdout).toMatch(/^completed ".+"\nUNAUTHORIZED\n$/);
});
