import type { z } from 'zod';
import { invalidParameter } from '../../engine/docker/docker-error.ts';
import { JsonSyntaxError, parseJson } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import { problemWith } from './json-problem.ts';
import { inSchemaCase } from './key-case.ts';

/**
 * What a request says in JSON; nothing at all is an empty object where the schema takes that.
 * @param type what Go calls it, with its package
 * @throws DockerError
 */
export function bodyOf<S extends z.ZodType>(
  schema: S,
  { body, headers }: { readonly body: Uint8Array; readonly headers?: Headers },
  type: string,
): z.infer<S> {
  const text = new TextDecoder().decode(body);
  if (headers !== undefined && body.length > 0) checkType(headers.get('content-type') ?? '');
  const value = inSchemaCase(schema, body.length === 0 ? {} : (parsedBody(text) ?? {}));
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidParameter(`invalid JSON: ${problemWith({ schema, value, path: issue?.path ?? [], type })}`);
}

function checkType(contentType: string): void {
  const [type = ''] = contentType.split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw invalidParameter(
    type.trim() === ''
      ? `malformed Content-Type header (${contentType}): mime: no media type`
      : `unsupported Content-Type header (${contentType}): must be 'application/json'`,
  );
}

function parsedBody(text: string): unknown {
  if (text.trim() === '') throw invalidParameter('invalid JSON: got EOF while reading request body');
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    if (error.message.endsWith('after top-level value')) {
      throw invalidParameter('unexpected content after JSON');
    }
    throw invalidParameter(
      `invalid JSON: ${error.message === 'unexpected end of JSON input' ? 'unexpected EOF' : error.message}`,
    );
  }
}
