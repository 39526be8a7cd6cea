/** Every database of one test run, the template included, begins with this. */
export function databasePrefix(run: string): string {
  return `lf_test_${run}_`;
}

export function templateName(run: string): string {
  return `${databasePrefix(run)}template`;
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
