/** Stops what global setup started. What it says stands below the summary, as the last lines of the run. */
export default async function globalTeardown(): Promise<void> {
  const services = globalThis.testServices;
  if (!services) return;
  services.process.stdin?.end();
  const { code, errors } = await services.ended;
  if (code !== 0)
    throw new Error(`the services of the test run did not end well (${code}):\n${errors.trim()}`);
  if (process.env['LEAD_FOLLOWUP_TEST_REDIS_URL'] === undefined) {
    process.stderr.write(
      '\nRedis: not tested. Neither redis-server nor valkey-server is on PATH, so that the tests of the queue in Redis were skipped.\n',
    );
  }
  if (process.env['LEAD_FOLLOWUP_TEST_CHROMIUM'] === undefined) {
    process.stderr.write(
      '\nPages: not tested in a browser. There is no Chromium at its usual places nor in CHROMIUM_PATH, so that the tests of the pages were skipped.\n',
    );
  }
}
