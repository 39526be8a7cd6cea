/** What something rejects with, which must be of a class. */
export async function thrownBy<Thrown>(
  work: Promise<unknown>,
  type: new (...options: never[]) => Thrown,
): Promise<Thrown> {
  const outcome = await work.then(
    () => 'nothing',
    (error: unknown) => error,
  );
  if (outcome instanceof type) return outcome;
  throw new Error(`expected ${type.name}`, { cause: outcome });
}
