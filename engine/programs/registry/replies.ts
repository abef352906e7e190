import { type HttpReply, type HttpRequest, header } from '../http/message.ts';
import { json } from '../http/replies.ts';
import { apiVersion } from './log.ts';

export const digestPattern = /^sha256:[a-f0-9]{64}$/;

/** What went wrong, in the words of the distribution API. */
const problems = {
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  MANIFEST_BLOB_UNKNOWN: [400, 'blob unknown to registry'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  NAME_INVALID: [400, 'invalid repository name'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  RANGE_INVALID: [416, 'invalid content range'],
  TAG_INVALID: [400, 'manifest tag did not match URI'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
  UNKNOWN: [500, 'unknown error'],
} as const;

type Code = keyof typeof problems;

export function refuse(code: Code, detail: unknown = null, words?: string): HttpReply {
  return refuseAll(code, [detail], words);
}

/** The same of several things at once. @param words in place of the usual ones */
export function refuseAll(code: Code, details: readonly unknown[], words?: string): HttpReply {
  const [status, usual] = problems[code];
  const errors = details.map((detail) => ({
    code,
    message: words ?? usual,
    ...(detail === null ? {} : { detail }),
  }));
  return json(status, { errors }, [apiVersion]);
}

/** Where the registry is, as the client addresses it. */
export function origin(request: HttpRequest): string {
  return `http://${header(request, 'Host') ?? 'localhost:5000'}`;
}
