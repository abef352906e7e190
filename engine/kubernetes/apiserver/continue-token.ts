import { JsonSyntaxError, parseJson } from './decode/json-text.ts';
import { isJsonObject } from './patch/json-object.ts';
import { badRequest } from './status.ts';

/** Where a page ended: k8s.io/apiserver's continueToken. */
export interface Position {
  /** The revision that all pages show; negative: the newest, whatever it is by then. */
  readonly revision: number;
  /** The list goes on with the first key that isn't before this one. */
  readonly start: string;
}

const VERSION = 'meta.k8s.io/v1';

/** base64 for URLs, without padding, of JSON. */
export function encodePosition({ revision, start }: Position): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: VERSION, rv: revision, start }));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @throws ApiError 400 in upstream's words */
export function decodePosition(token: string): Position {
  const value = parse(decodeBase64(token));
  if (!isJsonObject(value)) throw invalidToken('continue key is not valid: json: cannot unmarshal the token');
  const { v: version, rv: revision, start } = value;
  if (version !== VERSION) {
    throw invalidToken(
      `continue key is not valid: server does not recognize this encoded version ${typeof version === 'string' ? version.slice(0, 100) : ''}`,
    );
  }
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision === 0) {
    throw invalidToken(
      'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    );
  }
  if (typeof start !== 'string' || start === '') {
    throw invalidToken('continue key is not valid: encoded start key empty (version meta.k8s.io/v1)');
  }
  // A key within the list's own: upstream refuses one that path.Clean would change.
  if (start.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw invalidToken(`continue key is not valid: ${start.slice(0, 600)}`);
  }
  return { revision, start };
}

function invalidToken(why: string) {
  return badRequest(`invalid continue token: ${why}`);
}

function decodeBase64(token: string): string {
  const wrong = token.search(/[^A-Za-z0-9_-]/);
  if (wrong >= 0 || token.length % 4 === 1) {
    const at = wrong >= 0 ? wrong : token.length - 1;
    throw invalidToken(`continue key is not valid: illegal base64 data at input byte ${at}`);
  }
  const bytes = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw invalidToken(`continue key is not valid: ${error.message}`);
    throw error;
  }
}
