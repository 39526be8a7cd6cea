/**
 * Fetches, and brings the body of an error into the form that the SDK reads. It knows `{"error": {…}}` alone and drops
 * all others, such as the `{"detail": …}` of FastAPI and the bare `{"message": …}` of older vLLM, which say what a
 * server does not support.
 */
export async function fetchWithErrorBody(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init);
  if (response.ok) return response;
  const text = await response.text();
  const { status, headers } = response;
  const error = errorIn(text) ?? { message: text };
  return new Response(JSON.stringify({ error }), { status, headers: withoutLength(headers) });
}

function errorIn(text: string): object | null {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === 'object' ? error : null;
  } catch {
    // No JSON: the text is all there is.
    return null;
  }
}

/** The body is another one now, and no longer compressed. */
function withoutLength(original: Headers): Headers {
  const headers = new Headers(original);
  for (const name of ['content-length', 'content-encoding']) headers.delete(name);
  headers.set('content-type', 'application/json');
  return headers;
}
