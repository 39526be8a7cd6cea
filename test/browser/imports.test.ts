import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { enterKey } from './tester-page.ts';

describeInBrowser('the pages of imports', ({ open }) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  test('send a file, show what came of it, and list it', async () => {
    const file = join(await createTemporaryFolder(), 'export.csv');
    await writeFile(
      file,
      'First Name,Email,Direct line\nAda,ada@page.example,+44 20 7946 0958\nBo,bo@page.example,\n',
    );
    const page = await open(`${service.url}/imports`);
    await enterKey(page, demoKey);
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByLabel('Pick a stored site').selectOption('Quiet Harbour');
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('heading', { name: 'Dry run' }).waitFor();
    await page.getByText('completed').waitFor();
    const { prisma } = service.services.database;
    expect(await prisma.lead.count({ where: { email: 'ada@page.example' } })).toBe(0);

    await page.getByRole('link', { name: '← Imports' }).click();
    await page.getByLabel('Pick a stored site').selectOption('Quiet Harbour');
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByText('Columns and encoding').click();
    await page.getByLabel('Columns that are not recognised').fill('Shoe size: phone');
    await page.getByLabel('Dry run').uncheck();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('the file has no column "Shoe size"').waitFor();

    await page.getByRole('link', { name: '← Imports' }).click();
    await page.getByText('2 created, 0 updated, 0 unchanged').waitFor();
    await page.getByText('failed').waitFor();
    await page.getByLabel('Pick a stored site').selectOption('Quiet Harbour');
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByLabel('Dry run').uncheck();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('row', { name: 'Direct line' }).waitFor();
    expect(await page.locator('.import-counts').textContent()).toBe(
      'Rows read2Created2Updated0Unchanged0Left out0',
    );
    expect(await prisma.lead.findMany({ where: { email: 'ada@page.example' } })).toMatchObject([
      { name: 'Ada' },
    ]);
  });
});
