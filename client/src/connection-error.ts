/** No answer came, also not when the request was sent again: `cause` says why, as fetch told it. */
export class ConnectionError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'ConnectionError';
  }
}
