import * as sequences from '../src/contract/operations/sequences.ts';
import * as suppressions from '../src/contract/operations/suppressions.ts';
import {
  getEnrollment,
  getEnrollments,
  getSequence,
  getSequenceStats,
  getSequences,
  postEnrollment,
  postEnrollments,
  postLeadEvent,
  postPause,
  postResume,
  postSkip,
  postStop,
  putSequence,
} from './handlers/sequences.ts';
import { deleteSuppression, getSuppressions, postSuppression } from './handlers/suppressions.ts';
import type { Route } from './route.ts';

/** The endpoints for sequences, enrollments and what stops them. */
// biome-ignore format: a table is read by its columns
export const sequenceRoutes: readonly Route[] = [
  ['get', '/api/sites/:id/sequences', 'data:read', getSequences, sequences.listSequences],
  ['get', '/api/sites/:id/sequences/:sequenceId', 'data:read', getSequence, sequences.readSequence],
  ['put', '/api/sites/:id/sequences/:sequenceId', 'data:write', putSequence, sequences.storeSequence],
  ['get', '/api/sequences/:id/stats', 'follow_ups:read', getSequenceStats, sequences.readSequenceStats],
  ['post', '/api/sequences/:id/enrollments', 'follow_ups:write', postEnrollment, sequences.enrollLead],
  ['post', '/api/sequences/:id/enrollments/bulk', 'follow_ups:write', postEnrollments, sequences.enrollLeads],
  ['get', '/api/enrollments', 'follow_ups:read', getEnrollments, sequences.listEnrollments],
  ['get', '/api/enrollments/:id', 'follow_ups:read', getEnrollment, sequences.readEnrollment],
  ['post', '/api/enrollments/:id/pause', 'follow_ups:write', postPause, sequences.pauseEnrollment],
  ['post', '/api/enrollments/:id/resume', 'follow_ups:write', postResume, sequences.resumeEnrollment],
  ['post', '/api/enrollments/:id/stop', 'follow_ups:write', postStop, sequences.stopEnrollment],
  ['post', '/api/enrollments/:id/skip', 'follow_ups:write', postSkip, sequences.skipStep],
  ['get', '/api/suppressions', 'data:read', getSuppressions, suppressions.listSuppressions],
  ['post', '/api/suppressions', 'data:write', postSuppression, suppressions.suppressAddress],
  ['delete', '/api/suppressions/:id', 'data:write', deleteSuppression, suppressions.removeSuppression],
  ['post', '/api/lead-events', 'data:write', postLeadEvent, sequences.recordLeadEvent],
];
