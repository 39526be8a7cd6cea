/** A file that cannot be imported. The message says why and what to do; it never quotes the rows of the file. */
export class ImportError extends Error {
  override name = 'ImportError';
}

/** How a caller gives the options that messages name: as flags of the command line, or as parameters of the query. */
export interface OptionWords {
  map(column: string, field: string): string;
  encoding(name: string): string;
}

export const flagWords: OptionWords = {
  map: (column, field) => `--map "${column}=${field}"`,
  encoding: (name) => `--encoding ${name}`,
};

export const queryWords: OptionWords = {
  map: (column, field) => `map=${column}:${field}`,
  encoding: (name) => `encoding=${name}`,
};
