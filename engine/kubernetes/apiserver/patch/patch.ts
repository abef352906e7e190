import { boundsFault } from '../decode/bounds.ts';
import { converterDialect, type Dialect, jsonDialect } from '../decode/dialects.ts';
import { findDuplicateFields, JsonSyntaxError, parseJson } from '../decode/json-text.ts';
import { UnmarshalError, unmarshal } from '../decode/unmarshal.ts';
import { type Decoded, type FieldValidation, strictDecodingError } from '../decode.ts';
import { formatGo } from './go-format.ts';
import { jsonMergePatch } from './json-merge-patch.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { jsonPatch, parseOperations } from './json-patch.ts';
import { invalidPatch, malformedPatch } from './patch-error.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

export const PATCH_CONTENT_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
] as const;

export type PatchContentType = (typeof PATCH_CONTENT_TYPES)[number];

/** What a patch made of an object, before it is read as one of its kind again. */
interface Patched {
  readonly object: JsonObject;
  /** What strict readers refuse in the patch itself. */
  readonly strictErrors: readonly string[];
  /** The patch or the object, as messages show it; made only for them. */
  readonly show: () => string;
  readonly dialect: Dialect;
}

function parse(text: string, prefix: string): unknown {
  try {
    const patch = parseJson(text);
    const fault = boundsFault(patch);
    if (fault !== undefined) throw new JsonSyntaxError(fault);
    return patch;
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw malformedPatch(prefix + error.message);
    throw error;
  }
}

function requireObject(patch: unknown, prefix: string): JsonObject {
  if (isJsonObject(patch)) return patch;
  const type = Array.isArray(patch) ? 'array' : typeof patch === 'boolean' ? 'bool' : typeof patch;
  if (patch === null) throw malformedPatch('Invalid JSON Patch');
  throw malformedPatch(
    `${prefix}json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
  );
}

const DECODING = 'error decoding patch: ';

const MECHANISMS: Readonly<
  Record<PatchContentType, (original: JsonObject, text: string, definitionName: string) => Patched>
> = {
  'application/json-patch+json': (original, text) => {
    const { operations, strictErrors } = parseOperations(parse(text, DECODING));
    const object = jsonPatch(original, operations);
    const duplicates = findDuplicateFields(text).map((duplicate) => `json patch ${duplicate}`);
    return {
      object,
      strictErrors: [...strictErrors, ...duplicates],
      show: () => JSON.stringify(object),
      dialect: jsonDialect,
    };
  },
  'application/merge-patch+json': (original, text) => {
    const object = jsonMergePatch(original, requireObject(parse(text, DECODING), DECODING));
    const strictErrors = findDuplicateFields(text);
    return { object, strictErrors, show: () => JSON.stringify(object), dialect: jsonDialect };
  },
  'application/strategic-merge-patch+json': (original, text, definitionName) => {
    const patch = requireObject(parse(text, '') ?? {}, '');
    const object = strategicMergePatch(original, patch, definitionName);
    const strictErrors = findDuplicateFields(text);
    return { object, strictErrors, show: () => formatGo(patch), dialect: converterDialect };
  },
};

function read(definitionName: string, { object, show, dialect }: Patched) {
  try {
    return unmarshal(definitionName, object, dialect);
  } catch (error) {
    if (error instanceof UnmarshalError) throw invalidPatch(show(), error.message);
    throw error;
  }
}

/**
 * Applies the text of a patch to an object and reads the result as one of its definition, as `decode` does.
 * Neither argument is changed; the kind and its version stay.
 * @throws PatchError
 */
export function applyPatch(
  contentType: PatchContentType,
  definitionName: string,
  original: JsonObject,
  text: string,
  mode: FieldValidation,
): Decoded<JsonObject> {
  const patched = MECHANISMS[contentType](original, text, definitionName);
  const { object, strictErrors } = read(definitionName, patched);
  const unknown = patched.dialect === converterDialect ? strictErrors.sort() : strictErrors;
  const refused = [...patched.strictErrors, ...unknown];
  if (mode === 'Strict' && refused.length > 0) {
    throw invalidPatch(patched.show(), strictDecodingError(refused));
  }
  const { apiVersion, kind } = original;
  return { object: { ...object, apiVersion, kind }, warnings: mode === 'Warn' ? refused : [] };
}
