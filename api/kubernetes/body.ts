import { JsonSyntaxError, parseJson } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import { isJsonObject } from '../../engine/kubernetes/apiserver/patch/json-object.ts';
import {
  type ApiError,
  badRequest,
  tooLarge,
  unsupportedMediaType,
} from '../../engine/kubernetes/apiserver/status.ts';
import { unrecognized } from '../../engine/kubernetes/apiserver/unrecognized.ts';
import { readProtobufBody } from '../../engine/kubernetes/protobuf/body.ts';
import { typeName } from '../../engine/kubernetes/schemas/definitions.ts';
import { parseYaml, YamlError } from '../../engine/kubernetes/yaml/yaml.ts';

/** kube-apiserver's limit for request bodies (MaxRequestBodyBytes). */
const BODY_BYTES_MAX = 3 * 1024 * 1024;

/** So much more of a body that is too large is read and thrown away: many clients hear no answer before they have sent it all. */
const DRAINED_BYTES_MAX = 8 * 1024 * 1024;

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

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
    const { done, value } = await reader.read().catch(() => {
      throw badRequest('unexpected EOF');
    });
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

const JSON_TYPES = new Set(['', 'application/json']);
const OBJECT_TYPES = ['application/json', 'application/yaml', PROTOBUF];

/** A body that can't be read at all, in upstream's words. */
class BodyError extends Error {
  override name = 'BodyError';
}

/**
 * Parses an object body: what a definition's object looks like in JSON.
 * @throws ApiError 400 for what isn't of its media type, 415 for other types
 */
export function parseBody(body: Body, definitionName: string): unknown {
  return parse(body, definitionName, (why) => unrecognized(typeName(definitionName), why, body.bytes));
}

/** The same for the options of a deletion, whose refusals are plainer. */
export function parseOptionsBody(body: Body, definitionName: string): unknown {
  return parse(body, definitionName, badRequest);
}

function parse(body: Body, definitionName: string, refusal: (why: string) => ApiError): unknown {
  const { type, text } = body;
  if (type === PROTOBUF) return readProtobufBody(definitionName, body.bytes);
  const isYaml = type === 'application/yaml';
  if (!isYaml && !JSON_TYPES.has(type)) throw unsupportedMediaType(OBJECT_TYPES);
  try {
    const value = isYaml ? readYaml(text) : readJson(text);
    checkTyped(value);
    return value;
  } catch (error) {
    throw error instanceof BodyError ? refusal(error.message) : error;
  }
}

const NO_TYPE = "couldn't get version/kind; json parse error: ";

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof JsonSyntaxError ? new BodyError(NO_TYPE + error.message) : error;
  }
}

/** What has to be sound before anything else of an object is looked at: its apiVersion and kind. */
function checkTyped(value: unknown): void {
  const typeOf = (one: unknown) =>
    Array.isArray(one) ? 'array' : typeof one === 'boolean' ? 'bool' : typeof one;
  if (value === null) return;
  if (!isJsonObject(value)) {
    const struct = String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`;
    throw new BodyError(`${NO_TYPE}json: cannot unmarshal ${typeOf(value)} into Go value of type ${struct}`);
  }
  for (const field of ['apiVersion', 'kind']) {
    const given = value[field] ?? '';
    if (typeof given === 'string') continue;
    const why = `json: cannot unmarshal ${typeOf(given)} into Go struct field .${field} of type string`;
    throw new BodyError(NO_TYPE + why);
  }
  const apiVersion = String(value.apiVersion ?? '');
  if (apiVersion.split('/').length > 2) {
    throw new BodyError(`unexpected GroupVersion string: ${apiVersion.slice(0, 253)}`);
  }
}

/** YAML takes much longer to read than JSON. */
const YAML_CHARS_MAX = 1024 * 1024;

function readYaml(text: string): unknown {
  if (text.length > YAML_CHARS_MAX) throw tooLarge(`Request entity too large: limit is ${YAML_CHARS_MAX}`);
  try {
    return parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new BodyError(`error converting YAML to JSON: ${error.message}`);
    throw error;
  }
}
