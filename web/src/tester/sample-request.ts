/** The request that code is shown for. */
export interface SampleRequest {
  url: string;
  /** Names and values that need no quoting in any language. */
  headers: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
}
