import type { Database } from '../database.ts';
import type { Logger } from '../logger.ts';
import { type ClaimedPhaseRow, createClaimPhases, type PhaseToClaim } from './claim-phases.ts';
import { createEndPhases, type EndedPhase, type PhaseToEnd } from './end-phases.ts';
import { createEnqueuedNotes, type EnqueuedFlow } from './note-enqueued.ts';
import { createReadFollowUps, type FollowUpRow } from './read-follow-ups.ts';
import { createReadForPlanning, type PlanningQuery, type PlanningRow } from './read-for-planning.ts';
import { type CallsToRecord, createRecordCalls } from './record-calls.ts';
import { createRunStatement } from './run-statement.ts';
import { createStoreFollowUps, type FollowUpToStore } from './store-follow-ups.ts';

/**
 * The statements that every follow-up runs, from the request to its end. Each takes many items, and items that arrive
 * at the same moment share one statement and one commit. All other SQL is in the code that uses it.
 */
export interface PipelineSql {
  readForPlanning(query: PlanningQuery): Promise<PlanningRow>;
  storeFollowUp(followUp: FollowUpToStore): Promise<boolean>;
  noteEnqueued(flow: EnqueuedFlow): void;
  claimPhase(phase: PhaseToClaim): Promise<ClaimedPhaseRow | null>;
  recordCalls(calls: CallsToRecord): Promise<boolean[]>;
  endPhase(phase: PhaseToEnd): Promise<EndedPhase>;
  /** @returns null if there is no such follow-up */
  readFollowUp(id: string): Promise<FollowUpRow | null>;
  /** Finishes what is in progress. Call this before the pool is closed. */
  close(): Promise<void>;
}

export function createPipelineSql(
  database: Pick<Database, 'pool' | 'isPooled'>,
  logger: Logger,
): PipelineSql {
  const run = createRunStatement(database);
  const readForPlanning = createReadForPlanning(run);
  const storeFollowUps = createStoreFollowUps(run);
  const enqueuedNotes = createEnqueuedNotes(run, logger);
  const claimPhases = createClaimPhases(run);
  const recordCalls = createRecordCalls(run);
  const endPhases = createEndPhases(run);
  const readFollowUps = createReadFollowUps(run);
  const batches = [readForPlanning, storeFollowUps, claimPhases, recordCalls, endPhases, readFollowUps];
  return {
    readForPlanning: readForPlanning.add,
    storeFollowUp: storeFollowUps.add,
    noteEnqueued: enqueuedNotes.add,
    claimPhase: claimPhases.add,
    recordCalls: recordCalls.add,
    endPhase: endPhases.add,
    readFollowUp: readFollowUps.add,
    async close() {
      await Promise.all([enqueuedNotes.flush(), ...batches.map((each) => each.idle())]);
    },
  };
}
