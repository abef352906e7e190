import { type ApiError, badRequest } from './status.ts';

/** apiserver shows so many bytes of a body that it can't make anything of. */
const SHOWN_BYTES = 30;

function summary(body: Uint8Array): string {
  if (body.length === 0) return '<empty>';
  const shown = body.subarray(0, SHOWN_BYTES);
  const more = body.length > SHOWN_BYTES ? ' ...' : '';
  if (body[0] === 0x7b) return new TextDecoder().decode(shown) + more;
  return [...shown].map((byte) => byte.toString(16).padStart(2, '0')).join('') + more;
}

/** The refusal of a body that doesn't even say what it is. @param kind what it should be */
export function unrecognized(kind: string, why: string, body: Uint8Array): ApiError {
  return badRequest(
    `the object provided is unrecognized (must be of type ${kind}): ${why} (${summary(body)})`,
  );
}
