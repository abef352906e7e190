import type { FieldValidation } from '../../engine/kubernetes/apiserver/decode.ts';
import { type ApiError, badRequest, invalid } from '../../engine/kubernetes/apiserver/status.ts';
import type { Author } from '../../engine/kubernetes/apiserver/store.ts';
import type { UserInfo } from '../../engine/kubernetes/apiserver/user.ts';
import { type Body, readBody } from './body.ts';
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
    signal: request.signal,
  };
}

/** apimachinery's limit for fieldManager. */
const MANAGER_LENGTH_MAX = 128;

/** The parameters that every write takes. @throws ApiError in upstream's words */
export function writeParameters(
  { query, user, userAgent }: KubernetesRequest,
  verb: string,
): { author: Author; dryRun: boolean; fieldValidation: FieldValidation } {
  const dryRun = query.getAll('dryRun');
  if (dryRun.some((value) => value !== 'All'))
    throw optionError(
      'dryRun',
      dryRun.find((value) => value !== 'All'),
      ['All'],
    );
  const fieldValidation = query.get('fieldValidation') || 'Warn';
  if (fieldValidation !== 'Strict' && fieldValidation !== 'Warn' && fieldValidation !== 'Ignore') {
    throw optionError('fieldValidation', fieldValidation, ['', 'Ignore', 'Strict', 'Warn']);
  }
  const manager = query.get('fieldManager') ?? userAgent.split('/')[0] ?? '';
  if (manager.length > MANAGER_LENGTH_MAX && query.has('fieldManager')) {
    throw badRequest(
      `fieldManager: Invalid value: ${JSON.stringify(manager.slice(0, MANAGER_LENGTH_MAX))}: may not be more than ${MANAGER_LENGTH_MAX} bytes`,
    );
  }
  return {
    author: { user: user.name, verb, manager: manager.slice(0, MANAGER_LENGTH_MAX) },
    dryRun: dryRun.length > 0,
    fieldValidation,
  };
}

function optionError(field: string, value: string | undefined, supported: readonly string[]): ApiError {
  const list = supported.map((one) => JSON.stringify(one)).join(', ');
  const message = `Unsupported value: ${JSON.stringify((value ?? '').slice(0, 100))}: supported values: ${list}`;
  return invalid({ group: 'meta.k8s.io', plural: '', kind: 'CreateOptions' }, '', [
    { reason: 'FieldValueNotSupported', message, field },
  ]);
}

/** A whole number of a query. @throws ApiError */
export function numberParameter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d{1,15}$/.test(text)) {
    throw badRequest(
      `converting (url.Values) to (v1.ListOptions): strconv.ParseInt: parsing ${JSON.stringify(text.slice(0, 100))}: invalid syntax`,
    );
  }
  return Number(text);
}

export function booleanParameter(query: URLSearchParams, name: string): boolean {
  const text = query.get(name);
  return text !== null && text !== 'false' && text !== '0';
}
