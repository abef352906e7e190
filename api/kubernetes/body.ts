import { load, YAML11_SCHEMA } from 'js-yaml';
import { JsonSyntaxError, parseJson } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import { badRequest, tooLarge, unsupportedMediaType } from '../../engine/kubernetes/apiserver/status.ts';
import { readProtobufBody } from '../../engine/kubernetes/protobuf/body.ts';

/** kube-apiserver's limit for request bodies (MaxRequestBodyBytes). */
const BODY_BYTES_MAX = 3 * 1024 * 1024;

/** So much more of a body that is too large is read and thrown away: many clients hear no answer before they have sent it all. */
const DRAINED_BYTES_MAX = 8 * 1024 * 1024;

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** Bodies of other requests are not read. */
const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A request's body, and what it is. */
export interface Body {
  /** The media type without parameters. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** The bytes as text; empty for protobuf, which is none. */
  readonly text: string;
}

/**
 * Reads a body up to the limit.
 * @throws ApiError 413
 */
export async function readBody(request: Request): Promise<Body> {
  const bytes = BODY_METHODS.has(request.method) ? await readBytes(request) : new Uint8Array();
  const type = mediaType(request);
  return { type, bytes, text: type === PROTOBUF ? '' : new TextDecoder().decode(bytes) };
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length <= BODY_BYTES_MAX) chunks.push(value);
    else chunks.length = 0;
    if (length > BODY_BYTES_MAX + DRAINED_BYTES_MAX) {
      await reader.cancel();
      break;
    }
  }
  if (length > BODY_BYTES_MAX) throw tooLarge(`Request entity too large: limit is ${BODY_BYTES_MAX}`);
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

const JSON_TYPES = new Set(['', 'application/json', '*/*']);
const OBJECT_TYPES = ['application/json', 'application/yaml', PROTOBUF];

/**
 * Parses an object body: what a definition's object looks like in JSON.
 * @throws ApiError 400 for what isn't of its media type, 415 for other types
 */
export function parseBody({ type, text, bytes }: Body, definitionName: string): unknown {
  if (type === PROTOBUF) return readProtobufBody(definitionName, bytes);
  if (type === 'application/yaml') return parseYaml(text);
  if (!JSON_TYPES.has(type)) throw unsupportedMediaType(OBJECT_TYPES);
  return readJson(text);
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError)
      throw badRequest(`couldn't get version/kind; json parse error: ${error.message}`);
    throw error;
  }
}

/** Aliases let a small text stand for a huge object; clients that send YAML have no use for them. */
const YAML_ALIASES_MAX = 0;
const YAML_BYTES_MAX = 1024 * 1024;

function parseYaml(text: string): unknown {
  if (text.length > YAML_BYTES_MAX) throw tooLarge(`Request entity too large: limit is ${YAML_BYTES_MAX}`);
  try {
    return load(text, { schema: YAML11_SCHEMA, maxAliases: YAML_ALIASES_MAX, json: true });
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw badRequest(`error converting YAML to JSON: yaml: ${detail.slice(0, 200)}`);
  }
}
