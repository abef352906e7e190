import { load, YAML11_SCHEMA } from 'js-yaml';
import { JsonSyntaxError, parseJson } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import { badRequest, tooLarge, unsupportedMediaType } from '../../engine/kubernetes/apiserver/status.ts';

/** kube-apiserver's limit for request bodies (MaxRequestBodyBytes). */
const BODY_BYTES_MAX = 3 * 1024 * 1024;

/** So much more of a body that is too large is read and thrown away: many clients hear no answer before they have sent it all. */
const DRAINED_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Reads a body up to the limit.
 * @throws ApiError 413
 */
export async function readBody(request: Request): Promise<string> {
  const reader = request.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes <= BODY_BYTES_MAX) text += decoder.decode(value, { stream: true });
    else text = '';
    if (bytes > BODY_BYTES_MAX + DRAINED_BYTES_MAX) {
      await reader.cancel();
      break;
    }
  }
  if (bytes > BODY_BYTES_MAX) throw tooLarge(`Request entity too large: limit is ${BODY_BYTES_MAX}`);
  return text + decoder.decode();
}

/** The media type without parameters. */
export function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

const JSON_TYPES = new Set(['', 'application/json', '*/*']);
const OBJECT_TYPES = ['application/json', 'application/yaml'];

/**
 * Parses an object body of a media type.
 * @throws ApiError 400 for what isn't JSON or YAML, 415 for other types
 */
export function parseBody(text: string, type: string): unknown {
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
