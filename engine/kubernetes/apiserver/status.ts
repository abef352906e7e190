/** metav1.StatusCause. */
export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

/** metav1.StatusDetails. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** metav1.Status. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  /** `continue` lets a client go on with a list whose revision is gone. */
  readonly metadata: { readonly continue?: string };
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

/** What names a resource in messages: its plural, its group and its kind. */
interface Name {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
}

/** A resource; a further group version goes by the name of the kind that is stored. */
export interface ResourceName extends Name {
  readonly conversion?: { readonly stored: Name };
}

function storedName(resource: ResourceName): Name {
  return resource.conversion?.stored ?? resource;
}

/** `deployments.apps`, or `pods` in the core group. */
function qualified(resource: ResourceName): string {
  const { plural, group } = storedName(resource);
  return group === '' ? plural : `${plural}.${group}`;
}

/** A refusal in the API server's words; the constructors below follow apimachinery's pkg/api/errors. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;
  readonly metadata: Status['metadata'];

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    metadata: Status['metadata'] = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.metadata = metadata;
  }

  get status(): Status {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.metadata,
      status: 'Failure',
      message: this.message,
      ...(this.reason === '' ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

function detailsOf(resource: ResourceName, name: string): StatusDetails {
  const { group, plural } = storedName(resource);
  return {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind: plural,
  };
}

export function notFound(resource: ResourceName, name: string): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualified(resource)} "${name}" not found`,
    detailsOf(resource, name),
  );
}

export function alreadyExists(resource: ResourceName, name: string): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualified(resource)} "${name}" already exists`,
    detailsOf(resource, name),
  );
}

export function conflict(resource: ResourceName, name: string, why: string): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    detailsOf(resource, name),
  );
}

/** The optimistic lock failed: someone wrote the object since it was read. */
export function modified(resource: ResourceName, name: string): ApiError {
  return conflict(
    resource,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}

export function forbidden(resource: ResourceName, name: string, why: string): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    name === ''
      ? `${qualified(resource)} is forbidden: ${why}`
      : `${qualified(resource)} "${name}" is forbidden: ${why}`,
    detailsOf(resource, name),
  );
}

/** The object breaks rules of its kind; the message lists the causes as upstream's aggregate does. */
export function invalid(resource: ResourceName, name: string, causes: readonly StatusCause[]): ApiError {
  const { group, kind } = storedName(resource);
  const qualifiedKind = group === '' ? kind : `${kind}.${group}`;
  const messages = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  const list = messages.length === 1 ? messages[0] : `[${messages.join(', ')}]`;
  return new ApiError(422, 'Invalid', `${qualifiedKind} "${name}" is invalid: ${list}`, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    ...(kind === '' ? {} : { kind }),
    causes,
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

/** Something that should have worked did not. */
export function internalError(why: string): ApiError {
  const message = `Internal error occurred: ${why}`;
  return new ApiError(500, 'InternalError', message, { causes: [{ message: why }] });
}

/** No such path. */
export function pageNotFound(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function methodNotAllowed(resource?: ResourceName, verb?: string): ApiError {
  return resource === undefined
    ? new ApiError(
        405,
        'MethodNotAllowed',
        'the server does not allow this method on the requested resource',
        {},
      )
    : new ApiError(
        405,
        'MethodNotAllowed',
        `${verb} is not supported on resources of kind "${qualified(resource)}"`,
        {
          ...(resource.group === '' ? {} : { group: resource.group }),
          kind: resource.plural,
        },
      );
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}

export function notAcceptable(message: string, details?: StatusDetails): ApiError {
  return new ApiError(406, 'NotAcceptable', message, details);
}

/** The revision asked for is compacted away. @param continueToken goes on with the list at the newest revision */
export function expired(message: string, continueToken?: string): ApiError {
  const metadata = continueToken === undefined ? {} : { continue: continueToken };
  return new ApiError(410, 'Expired', message, undefined, metadata);
}

/** The revision asked for is yet to come. @param asked as the client wrote it */
export function tooLargeResourceVersion(asked: string, current: number): ApiError {
  return new ApiError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  });
}

export function tooLarge(message: string): ApiError {
  return new ApiError(413, 'RequestEntityTooLarge', message);
}
