/** Why something that was asked of the service did not happen: its own error, or that no answer could be read. */
export interface Failure {
  /** One of the contract's codes, or NO_ANSWER or UNREADABLE_ANSWER. */
  code: string;
  message: string;
  details?: unknown;
  /** Null when no answer came. */
  requestId: string | null;
  /** HTTP status; null when no answer came. */
  status: number | null;
}

export const noAnswer: Failure = {
  code: 'NO_ANSWER',
  message: 'the service did not answer',
  requestId: null,
  status: null,
};
