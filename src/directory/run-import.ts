import { type ImportWarning, storedWarnings } from '../contract/resources/lead-import.ts';
import type { Database } from '../platform/database.ts';
import { endClaim } from '../platform/end-claim.ts';
import type { Services } from '../platform/services.ts';
import { admitAfterDeaths, setAsideReason, turnRetryMs } from '../platform/work-in-hand.ts';
import { type ImportEnd, type ImportRun, importLeads } from './import-leads.ts';
import {
  claimImport,
  endImport,
  type ImportFailure,
  type ImportReport,
  readOpenImport,
  releaseImport,
  type StoredImport,
  storeBatch,
  storedFile,
} from './import-rows.ts';
import { ImportError, queryWords } from './lead-import/import-error.ts';

export type ImportOutcome = { kind: 'completed' } | { kind: 'postponed'; afterMs: number };

const done: ImportOutcome = { kind: 'completed' };

/**
 * Runs an import of a file that was sent to the API, from where an earlier run was interrupted.
 * @param stopSignals if any of them is aborted, it stops after the batch at hand, and another run continues
 */
export async function runImport(
  services: Services,
  importId: string,
  stopSignals: readonly AbortSignal[],
): Promise<ImportOutcome> {
  const { database, logger, config } = services;
  const stored = await readOpenImport(database, importId);
  if (!stored) return done;
  if (stored.isSuspended) return { kind: 'postponed', afterMs: config.SWEEP_INTERVAL_MS };
  const turn = admitAfterDeaths(stored.openClaims);
  if (turn === 'wait') return { kind: 'postponed', afterMs: turnRetryMs };
  if (turn === 'set aside') {
    await failImport(database, importId, { code: 'PROCESS_DIED', message: setAsideReason });
    logger.error({ importId, deaths: stored.openClaims }, 'an import was set aside');
    return done;
  }
  if (!(await claimImport(database, stored))) return done;
  const attempt = stored.attempt + 1;
  try {
    const end = await runClaimed(database, stored, attempt, AbortSignal.any([...stopSignals]));
    if (end !== 'stopped') {
      logger.info({ importId, attempt, superseded: end === 'superseded' }, 'an import has ended');
      return done;
    }
  } catch (error) {
    await endClaim(logger, () => releaseImport(database, importId, attempt));
    throw error;
  }
  await endClaim(logger, () => releaseImport(database, importId, attempt));
  return { kind: 'postponed', afterMs: 0 };
}

/** Ends an import that cannot go on. */
export async function failImport(
  database: Database,
  importId: string,
  failure: ImportFailure,
): Promise<void> {
  await endImport(database, importId, null, { report: null, failure });
}

async function runClaimed(
  database: Database,
  stored: StoredImport,
  attempt: number,
  signal: AbortSignal,
): Promise<ImportEnd> {
  const { importId, organisationId, siteId, dryRun, choices, createdAt } = stored;
  const { columns, ignoredColumns, warnings, warningCount } = stored;
  const report = { columns, ignoredColumns, warnings, warningCount };
  const task = {
    ...{ importId, organisationId, siteId, dryRun, choices },
    encoding: stored.encoding ?? undefined,
    words: queryWords,
    since: createdAt,
  };
  const run: ImportRun = {
    signal,
    before: stored,
    ...reportTo(report, stored.rows === 0),
    async inTransaction(batch) {
      return (await storeBatch(database, task, attempt, batch, report)) !== null;
    },
  };
  let end: ImportEnd;
  try {
    end = await importLeads(task, storedFile(database, stored), run);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    await endImport(database, importId, attempt, { report, failure: invalidFile(error.message) });
    return 'completed';
  }
  if (end === 'stopped' || end === 'superseded') return end;
  const failure =
    end === 'completed'
      ? null
      : invalidFile(`line ${end.unreadableFrom} to the end of the file was not read: ${end.reason}`);
  await endImport(database, importId, attempt, { report, failure });
  return 'completed';
}

function invalidFile(message: string): ImportFailure {
  return { code: 'INVALID_FILE', message };
}

/** Collects the report. Only the first warnings are kept. */
function reportTo(report: ImportReport, isFirstRun: boolean): Pick<ImportRun, 'onHeader' | 'onWarning'> {
  const warn = (warning: ImportWarning) => {
    report.warningCount += 1;
    if (report.warnings.length < storedWarnings) report.warnings.push(warning);
  };
  return {
    onHeader({ columns, ignored, warnings }, line) {
      report.columns = columns;
      report.ignoredColumns = [...ignored];
      if (isFirstRun) for (const warning of warnings) warn({ line, ...warning });
    },
    onWarning: ({ firstLine, column, message, skipped }) =>
      warn({ line: firstLine, column, message: skipped ? `the row is left out: ${message}` : message }),
  };
}
