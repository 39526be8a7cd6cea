import { v5 } from 'uuid';

const namespace = '5b1f0a6e-7d0c-4c55-9a52-0d6f3c1b7e21';

/** A UUID that is the same for the same name in every run. */
export function idOf(kind: string, name: string): string {
  return v5(`${kind} ${name}`, namespace);
}
