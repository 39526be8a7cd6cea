import { type Half, readGateSet } from './gate-set.ts';
import { judgeCases } from './measure-gate.ts';
import { type Mutation, mutateFigures, stoppedShares } from './mutate.ts';
import { printGate, printMistakes, printReached, reachedBy, targets } from './print-gate.ts';

/**
 * Checks the quality gate on one half of its test set and prints the scores. For the reserved half, single cases are
 * not shown, so that nobody can tune the gate to them.
 * @returns the exit code: 1 if a target is missed
 */
export function runGate(half: Half, language: string | undefined): number {
  const cases = readGateSet(half).filter((one) => language === undefined || one.language === language);
  const judged = judgeCases(cases);
  const reached = reachedBy(judged);
  console.log(
    `${cases.length} messages of the ${half} half\n\n${printGate(judged)}\n\n${printReached(reached)}`,
  );
  if (half === 'open') console.log(`\n${printWrongFigures(mutateFigures(cases))}`);
  const mistakes = half === 'open' ? printMistakes(judged) : '';
  if (mistakes !== '') console.log(`\nwrong:\n${mistakes}`);
  const isMissed =
    reached.neverFit < targets.neverFit ||
    reached.claims < targets.claims ||
    reached.precision < targets.precision;
  return isMissed ? 1 : 0;
}

function printWrongFigures(mutations: readonly Mutation[]): string {
  const shares = Object.entries(stoppedShares(mutations)).map(
    ([kind, share]) => `${kind} ${(share * 100).toFixed(1)}%`,
  );
  return `good messages with a wrong figure that are stopped (${mutations.length}): ${shares.join(', ')}`;
}
