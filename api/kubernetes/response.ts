import type { ApiError } from '../../engine/kubernetes/apiserver/status.ts';

const HEADERS = { 'Cache-Control': 'no-cache, private', 'Content-Type': 'application/json' };

/** What a Warning header may hold: printable ASCII, within a quoted string. */
function warningValue(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?').replace(/[\\"]/g, '\\$&');
  return `299 - "${printable}"`;
}

export function jsonResponse(
  body: string | object,
  status = 200,
  warnings: readonly string[] = [],
): Response {
  const response = new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: HEADERS,
  });
  for (const warning of new Set(warnings)) addWarning(response, warning);
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

export function textResponse(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
