import type { FieldValidation } from '../../engine/kubernetes/apiserver/decode.ts';
import { FieldErrors } from '../../engine/kubernetes/apiserver/field-errors.ts';
import { goStrings } from '../../engine/kubernetes/apiserver/go-syntax.ts';
import { byteLength } from '../../engine/kubernetes/apiserver/go-text.ts';
import { invalid } from '../../engine/kubernetes/apiserver/status.ts';
import type { Author } from '../../engine/kubernetes/apiserver/store.ts';
import type { UserInfo } from '../../engine/kubernetes/apiserver/user.ts';
import { type Body, readBody } from './body.ts';
import { optionsName } from './parameters.ts';
import { parsePath, type Target } from './path.ts';

/** A request with its body read: what is left can be answered at once, without waiting for anything. */
export interface KubernetesRequest extends Body {
  readonly method: string;
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly accept: string | null;
  readonly user: UserInfo;
  /** Whose the token is that a TokenReview asks about; undefined where nobody's. */
  readonly tokenUser?: UserInfo | undefined;
  readonly userAgent: string;
  readonly ifNoneMatch: string | null;
  /** The protocol that the client would rather speak, as `websocket`. */
  readonly upgrade: string | null;
  /** Fires when the client is gone. */
  readonly signal: AbortSignal;
}

/**
 * Reads a request. @param path what is behind the door, as `/api/v1/pods`
 * @param user whose credential it carries
 * @throws ApiError where the body is too large
 */
export async function readRequest(
  request: Request,
  path: string,
  user: UserInfo,
): Promise<KubernetesRequest> {
  return {
    ...(await readBody(request)),
    method: request.method,
    target: parsePath(path),
    query: new URL(request.url).searchParams,
    accept: request.headers.get('accept'),
    user,
    userAgent: request.headers.get('user-agent') ?? '',
    ifNoneMatch: request.headers.get('if-none-match'),
    upgrade: request.headers.get('upgrade'),
    signal: request.signal,
  };
}

/** apimachinery's limit for fieldManager. */
const MANAGER_BYTES_MAX = 128;

/** What Go's unicode.IsPrint refuses. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/** Who writes: the fieldManager, or else what the User-Agent begins with. */
export function authorOf({ query, user, userAgent }: KubernetesRequest, verb: string): Author {
  const agent = (userAgent.split('/')[0] ?? '').replace(UNPRINTABLE, '').slice(0, MANAGER_BYTES_MAX);
  return { user: user.name, verb, manager: query.get('fieldManager') || agent };
}

/** What the options of each verb are called; an apply is a patch with rules of its own. */
const OPTIONS = {
  create: 'CreateOptions',
  update: 'UpdateOptions',
  patch: 'PatchOptions',
  apply: 'PatchOptions',
} as const;

/** The parameters that every write takes. @throws ApiError 422 in upstream's words */
export function writeParameters(
  request: KubernetesRequest,
  verb: keyof typeof OPTIONS,
): { author: Author; dryRun: boolean; fieldValidation: FieldValidation } {
  const { query } = request;
  const errors = new FieldErrors();
  const manager = query.get('fieldManager') ?? '';
  if (verb === 'apply' && manager === '') errors.required('fieldManager', 'is required for apply patch');
  if (verb === 'patch' && query.has('force')) {
    errors.forbidden('force', 'may not be specified for non-apply patch');
  }
  checkManager(manager, errors);
  const dryRun = isDryRun(query.getAll('dryRun'), errors);
  const fieldValidation = query.get('fieldValidation') || 'Warn';
  if (!isFieldValidation(fieldValidation)) {
    errors.notSupported('fieldValidation', fieldValidation.slice(0, 100), ['', 'Ignore', 'Strict', 'Warn']);
  }
  if (!errors.ok || !isFieldValidation(fieldValidation)) {
    throw invalid(optionsName(OPTIONS[verb]), '', errors.causes);
  }
  return { author: authorOf(request, verb === 'apply' ? 'patch' : verb), dryRun, fieldValidation };
}

/** True where nothing is to be kept: the options' dryRun. */
export function isDryRun(values: readonly string[], errors: FieldErrors): boolean {
  if (values.some((value) => value !== 'All')) {
    const shown = values.slice(0, 10).map((value) => value.slice(0, 100));
    errors.notSupported('dryRun', goStrings(shown), ['All']);
  }
  return values.length > 0;
}

function isFieldValidation(value: string): value is FieldValidation {
  return value === 'Strict' || value === 'Warn' || value === 'Ignore';
}

function checkManager(manager: string, errors: FieldErrors): void {
  if (byteLength(manager) > MANAGER_BYTES_MAX) errors.tooLong('fieldManager', MANAGER_BYTES_MAX);
  for (const match of manager.slice(0, MANAGER_BYTES_MAX).matchAll(UNPRINTABLE)) {
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const at = byteLength(manager.slice(0, match.index));
    errors.invalid(
      'fieldManager',
      manager.slice(0, MANAGER_BYTES_MAX),
      `invalid character U+${code} (at position ${at})`,
    );
  }
}
