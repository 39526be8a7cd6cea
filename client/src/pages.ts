/** A page of a list, as the service returns it. */
export interface Page<Element> {
  data: Element[];
  /** The `cursor` of the next page, or null after the last one. */
  next_cursor: string | null;
}

/**
 * All elements of a list, page by page as they are read.
 * @param readPage reads the page that begins at a cursor
 * @param first the cursor of the first page. Undefined for the beginning of the list
 */
export async function* overPages<Element>(
  readPage: (cursor: string | undefined) => Promise<Page<Element>>,
  first: string | undefined,
): AsyncGenerator<Element, void, undefined> {
  let cursor = first;
  do {
    const page = await readPage(cursor);
    yield* page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}

/** The `limit` of a page (1 to 100) and the `cursor` at which the list begins. */
export interface PageQuery {
  limit?: number;
  cursor?: string;
}
