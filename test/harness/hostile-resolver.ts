import { Resolver } from 'node:dns/promises';
import { resolve } from 'node:path';

// Runs the entry point that the first argument names, with another resolver: names are resolved by the server in
// DNS_SERVER. A name that begins with "crash." raises an error that no handler of the service can catch, as a defect of
// the resolver would.

const server = process.env['DNS_SERVER'];
const entryPoint = process.argv[2];
if (!server || !entryPoint) throw new Error('DNS_SERVER or the entry point is missing');

const { resolve4 } = Resolver.prototype;

Resolver.prototype.resolve4 = function (this: Resolver, hostname: string) {
  if (hostname.startsWith('crash.')) {
    setImmediate(() => {
      throw new Error(`jane@acme.com cannot be resolved by ${hostname}`);
    });
    return new Promise(() => undefined);
  }
  // Asked first for each name, so that the other queries of the same resolver go there too.
  this.setServers([server]);
  return Reflect.apply(resolve4, this, [hostname]);
} as typeof resolve4;

await import(resolve(entryPoint));
