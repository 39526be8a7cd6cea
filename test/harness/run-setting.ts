/** What global setup found out about this run. @throws when a test runs without it */
export function runSetting(name: 'LEAD_FOLLOWUP_TEST_RUN' | 'LEAD_FOLLOWUP_TEST_DATABASE_URL'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
}
