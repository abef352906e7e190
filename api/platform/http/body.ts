import type { Context, MiddlewareHandler } from 'hono';
import { JSON_DEPTH_MAX } from '../../limits.ts';
import { PlatformError } from '../problem.ts';
import { fieldPath } from './field-path.ts';

const JSON_TYPE = /^application\/([a-z.-]+\+)?json *(;|$)/i;

/** Reads a JSON body within its limits, before anything else looks at it. */
export function jsonBody(bytesMax: number): MiddlewareHandler {
  return async (c, next) => {
    refuseOtherTypes(c);
    const text = await readText(c, bytesMax);
    refuseDepth(text);
    refusePrototypeKeys(parse(text), []);
    const { method, url, headers } = c.req.raw;
    c.req.raw = new Request(url, { method, headers, body: text });
    await next();
  };
}

/** For operations that take no body: one that is sent anyway is a mistake. */
export function noBody(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.raw.body !== null && c.req.method !== 'GET' && (await readText(c, 0)) !== '') {
      throw new PlatformError('validation', 'This operation takes no body.');
    }
    await next();
  };
}

function refuseOtherTypes(c: Context): void {
  if (!JSON_TYPE.test(c.req.header('content-type') ?? '')) {
    throw new PlatformError('unsupported-media-type', 'Send the body as `Content-Type: application/json`.');
  }
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new PlatformError('unsupported-media-type', 'Send the body without a Content-Encoding.');
  }
}

/** Stops reading at the limit, whatever the Content-Length says. */
async function readText(c: Context, bytesMax: number): Promise<string> {
  const { body } = c.req.raw;
  if (body === null) return '';
  if (Number(c.req.header('content-length') ?? 0) > bytesMax) throw tooLarge(bytesMax);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const reader = body.getReader();
  let bytes = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > bytesMax) throw tooLarge(bytesMax);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    if (error instanceof PlatformError) throw error;
    throw new PlatformError('malformed-json', 'The body could not be read as UTF-8.');
  }
}

function tooLarge(bytesMax: number): PlatformError {
  // The rest of it is never read: nothing else can follow on this connection.
  const headers = { connection: 'close' };
  if (bytesMax === 0) return new PlatformError('validation', 'This operation takes no body.', { headers });
  return new PlatformError('payload-too-large', `The body may take ${bytesMax} bytes.`, { headers });
}

/** On the text, since whatever walks a value may do so recursively. */
function refuseDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth > JSON_DEPTH_MAX) {
      throw new PlatformError('json-too-deep', `The body may be nested ${JSON_DEPTH_MAX} levels deep.`);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PlatformError(
      'malformed-json',
      error instanceof Error ? error.message : 'The body is not JSON.',
    );
  }
}

/** No field of ours has this name, and elsewhere it could reach where no data should. */
function refusePrototypeKeys(value: unknown, path: readonly (string | number)[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const childPath = [...path, Array.isArray(value) ? Number(key) : key];
    if (key === '__proto__') {
      const fields = [
        { field: fieldPath(childPath), in: 'body', message: 'This name is not allowed.' } as const,
      ];
      throw new PlatformError('validation', 'The body has a key that is not allowed.', { fields });
    }
    refusePrototypeKeys(child, childPath);
  }
}
