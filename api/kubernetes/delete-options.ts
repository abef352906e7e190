import { UnmarshalError, unmarshal } from '../../engine/kubernetes/apiserver/decode/unmarshal.ts';
import type { DeleteOptions } from '../../engine/kubernetes/apiserver/delete.ts';
import { FieldErrors } from '../../engine/kubernetes/apiserver/field-errors.ts';
import { isJsonObject } from '../../engine/kubernetes/apiserver/patch/json-object.ts';
import { badRequest, invalid } from '../../engine/kubernetes/apiserver/status.ts';
import { booleanParameter, integerParameter, optionsName } from './parameters.ts';
import { isDryRun } from './request.ts';

export const DELETE_OPTIONS_DEFINITION = 'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions';

type Options = Omit<DeleteOptions, 'author'> & { readonly orphanDependents?: boolean };

/** metav1.DeleteOptions, as far as it is served. */
interface Given {
  readonly gracePeriodSeconds: number | undefined;
  readonly orphanDependents: boolean | undefined;
  readonly propagationPolicy: string | undefined;
  readonly uid: string | undefined;
  readonly resourceVersion: string | undefined;
  readonly dryRun: readonly string[];
}

const POLICIES = ['Foreground', 'Background', 'Orphan'] as const;

/**
 * The options of a deletion: from the body, or from the query where there is none.
 * @throws ApiError 400 for a body of another shape, 422 for values that aren't known
 */
export function deleteOptions(body: unknown, query: URLSearchParams): Options {
  const { gracePeriodSeconds, orphanDependents, propagationPolicy, uid, resourceVersion, dryRun } =
    body === undefined ? fromQuery(query) : fromBody(body);
  const errors = new FieldErrors();
  if (orphanDependents !== undefined && propagationPolicy !== undefined) {
    const why = 'orphanDependents and deletionPropagation cannot be both set';
    errors.invalid('propagationPolicy', propagationPolicy, why);
  }
  const known = POLICIES.find((one) => one === propagationPolicy);
  if (propagationPolicy !== undefined && known === undefined) {
    errors.notSupported('propagationPolicy', propagationPolicy.slice(0, 100), [...POLICIES, 'nil']);
  }
  const trial = isDryRun(dryRun, errors);
  if (!errors.ok) throw invalid(optionsName('DeleteOptions'), '', errors.causes);
  const policy = orphanDependents === true ? 'Orphan' : known;
  return {
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: Math.max(0, gracePeriodSeconds) }),
    ...(policy === undefined ? {} : { propagationPolicy: policy }),
    ...(orphanDependents === undefined ? {} : { orphanDependents }),
    ...(trial ? { dryRun: true } : {}),
    preconditions: { ...(uid ? { uid } : {}), ...(resourceVersion ? { resourceVersion } : {}) },
  };
}

function fromQuery(query: URLSearchParams): Given {
  return {
    gracePeriodSeconds: integerParameter(query, 'gracePeriodSeconds'),
    orphanDependents: booleanParameter(query, 'orphanDependents'),
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
    uid: query.get('uid') ?? undefined,
    resourceVersion: query.get('resourceVersion') ?? undefined,
    dryRun: query.getAll('dryRun'),
  };
}

function fromBody(body: unknown): Given {
  const options = decodeOptions(body);
  const { gracePeriodSeconds, orphanDependents, propagationPolicy, preconditions, dryRun } = options;
  const { uid, resourceVersion } = isJsonObject(preconditions) ? preconditions : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    gracePeriodSeconds: typeof gracePeriodSeconds === 'number' ? gracePeriodSeconds : undefined,
    orphanDependents: typeof orphanDependents === 'boolean' ? orphanDependents : undefined,
    propagationPolicy: text(propagationPolicy),
    uid: text(uid),
    resourceVersion: text(resourceVersion),
    dryRun: Array.isArray(dryRun) ? dryRun.map(String) : [],
  };
}

function decodeOptions(body: unknown): Record<string, unknown> {
  if (isJsonObject(body)) {
    const kind = body.kind ?? '';
    if (kind !== '' && kind !== 'DeleteOptions') {
      throw badRequest('decoded object cannot be converted to DeleteOptions');
    }
  }
  try {
    return { ...unmarshal(DELETE_OPTIONS_DEFINITION, body).object };
  } catch (error) {
    if (error instanceof UnmarshalError) throw badRequest(error.message);
    throw error;
  }
}
