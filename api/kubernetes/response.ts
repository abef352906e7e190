import type { ApiError } from '../../engine/kubernetes/apiserver/status.ts';

const HEADERS = { 'Cache-Control': 'no-cache, private', 'Content-Type': 'application/json' };

/** The JSON of an answer, and whether clients may have it in another notation. */
export interface Written {
  readonly json: string;
  readonly negotiable: boolean;
}

/** Kept beside the answers, so that what is done to them last needn't read them back. Streams have none. */
const WRITTEN = new WeakMap<Response, Written>();

export function writtenOf(response: Response): Written | undefined {
  return WRITTEN.get(response);
}

/** What a Warning header may hold: printable ASCII, within a quoted string. */
function warningValue(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\"]/g, '\\$&');
  return `299 - "${printable}"`;
}

/** An answer that clients may have indented, or as YAML. */
export function jsonResponse(
  body: string | object,
  status = 200,
  warnings: readonly string[] = [],
): Response {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const response = new Response(json, { status, headers: HEADERS });
  for (const warning of new Set(warnings)) addWarning(response, warning);
  WRITTEN.set(response, { json, negotiable: true });
  return response;
}

/** An answer that is JSON as it stands, whatever the client would like. */
export function documentResponse(json: string): Response {
  const response = new Response(json, { headers: HEADERS });
  WRITTEN.set(response, { json, negotiable: false });
  return response;
}

export function addWarning(response: Response, warning: string): void {
  response.headers.append('Warning', warningValue(warning));
}

export function errorResponse(error: ApiError): Response {
  const response = jsonResponse(error.status, error.code);
  if (error.details?.retryAfterSeconds !== undefined) {
    response.headers.set('Retry-After', String(error.details.retryAfterSeconds));
  }
  return response;
}

const TEXT_HEADERS = {
  'Cache-Control': 'no-cache, private',
  'Content-Type': 'text/plain; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
};

export function textResponse(text: string, status = 200): Response {
  return new Response(text, { status, headers: TEXT_HEADERS });
}

/** Where nothing is served at all, not even a group version, Go's own words are the answer. */
export function unknownPath(): Response {
  return textResponse('404 page not found\n', 404);
}

/**
 * Names the version of an answer that seldom changes; a client that has it already gets no more than that.
 * @param headers more of them, such as how long it may be kept
 */
export function versioned(
  response: Response,
  hash: string,
  ifNoneMatch: string | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const tag = `"${hash}"`;
  const known = (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
  const answer = known ? new Response(null, { status: 304, headers: response.headers }) : response;
  if (known) answer.headers.delete('Content-Type');
  for (const [name, value] of Object.entries({ ETag: tag, ...headers })) answer.headers.set(name, value);
  return answer;
}
