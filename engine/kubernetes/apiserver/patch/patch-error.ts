import { ApiError } from '../status.ts';

/** A patch that can't be applied, as the API server answers it. */
export class PatchError extends ApiError {
  override name = 'PatchError';
}

/** The patch document itself is wrong. */
export function malformedPatch(message: string): PatchError {
  return new PatchError(400, 'BadRequest', message);
}

/** Upstream keeps the cause to itself here: clients see no more than this. */
export function rejectedPatch(): PatchError {
  return new PatchError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}

/**
 * The patched object is none of its kind.
 * @param shown the patch or its result, as upstream prints it
 */
export function invalidPatch(shown: string, why: string): PatchError {
  const message = `Invalid value: ${JSON.stringify(shown)}: ${why}`;
  return new PatchError(422, 'Invalid', ` "" is invalid: patch: ${message}`, {
    causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }],
  });
}

/** What upstream doesn't foresee: a plain error, answered with the code 500 and no reason. */
export function brokenPatch(message: string): PatchError {
  return new PatchError(500, '', message);
}

export function tooManyOperations(count: number, max: number): PatchError {
  return new PatchError(
    413,
    'RequestEntityTooLarge',
    `Request entity is too large: The allowed maximum operations in a JSON patch is ${max}, got ${count}`,
  );
}
