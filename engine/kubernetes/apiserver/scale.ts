import type { Cluster } from '../cluster.ts';
import { copy, type KubernetesObject } from '../object.ts';
import { checkConfiguration } from './configuration.ts';
import { DecodeError, decode, type FieldValidation } from './decode.ts';
import { FieldErrors } from './field-errors.ts';
import { apiVersionOf, type Kind, type Printer } from './kind.ts';
import { isJsonObject, type JsonObject, objectOf } from './patch/json-object.ts';
import { badRequest, conflict, invalid, modified, pageNotFound } from './status.ts';
import type { Entry } from './store.ts';
import { age, fieldDescription, nameColumn, since, textColumn } from './table.ts';
import { update } from './update.ts';
import type { WriteOptions } from './write.ts';

/** autoscaling/v1 Scale. */
export interface Scale {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
  };
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas: number; readonly selector: string };
}

/** What a client asks for. */
export interface WantedScale {
  readonly replicas: number;
  readonly resourceVersion: string;
  readonly uid: string;
}

export const SCALE_DEFINITION = 'io.k8s.api.autoscaling.v1.Scale';
const SCALE = { group: 'autoscaling', plural: 'scales', kind: 'Scale' };

const SPEC_DEFINITION = 'io.k8s.api.autoscaling.v1.ScaleSpec';
const STATUS_DEFINITION = 'io.k8s.api.autoscaling.v1.ScaleStatus';

/** A Scale in a table, as upstream's printers show it. */
export const scalePrinter: Printer<Scale> = {
  columns: [
    { ...nameColumn, format: '' },
    { ...textColumn('Desired', fieldDescription(SPEC_DEFINITION, 'replicas')), type: 'integer' },
    { ...textColumn('Available', fieldDescription(STATUS_DEFINITION, 'replicas')), type: 'integer' },
    age.column,
  ],
  row: ({ metadata, spec, status }, now) => [
    metadata.name,
    spec.replicas,
    status.replicas,
    since(metadata.creationTimestamp, now),
  ],
};

function mappingOf<T extends KubernetesObject>(kind: Kind<T>): NonNullable<Kind<T>['scale']> {
  if (kind.scale === undefined) throw pageNotFound();
  return kind.scale;
}

/** What the scale subresource of an object shows. @throws ApiError where the kind has none */
export function scaleOf(kind: Kind, object: KubernetesObject): Scale {
  const { replicas, statusReplicas, selector } = mappingOf(kind).read(object);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: { replicas },
    status: { replicas: statusReplicas, selector },
  };
}

/** Reads a Scale body. @throws ApiError 400 */
export function readScale(
  body: unknown,
  mode: FieldValidation,
): { scale: WantedScale; warnings: readonly string[] } {
  try {
    const { object, warnings } = decode(SCALE_DEFINITION, body, mode);
    const { resourceVersion = '', uid = '' } = object.metadata ?? {};
    return { scale: { replicas: object.spec?.replicas ?? 0, resourceVersion, uid }, warnings };
  } catch (error) {
    if (error instanceof DecodeError) throw badRequest(error.message);
    throw error;
  }
}

/** Sets the replicas of the object behind a Scale. @throws ApiError */
export function writeScale(
  cluster: Cluster,
  kind: Kind,
  object: KubernetesObject,
  scale: WantedScale,
  options: WriteOptions,
): Entry {
  const { name, namespace = '', resourceVersion, uid } = object.metadata;
  if (scale.uid !== '' && scale.uid !== uid)
    throw conflict(kind, name, 'the UID in the request is of another object');
  if (scale.resourceVersion !== '' && scale.resourceVersion !== resourceVersion) throw modified(kind, name);
  const errors = new FieldErrors();
  if (scale.replicas < 0)
    errors.invalid('spec.replicas', scale.replicas, 'must be greater than or equal to 0');
  if (!errors.ok) throw invalid(SCALE, name, errors.causes);
  const draft = copy(object);
  mappingOf(kind).write(draft, scale.replicas);
  return update(cluster, kind, { namespace, name }, draft, { ...options, subresource: 'scale' });
}

/**
 * A server-side apply of a Scale, as one of the object behind it: all that a Scale sets is the replicas.
 * @throws ApiError where it is no Scale
 */
export function scaleConfiguration(kind: Kind, scale: JsonObject): JsonObject {
  checkConfiguration(scale, { apiVersion: 'autoscaling/v1', kind: 'Scale', definition: SCALE_DEFINITION });
  const { metadata, spec } = scale;
  const { name, namespace, uid, resourceVersion } = isJsonObject(metadata) ? metadata : {};
  const address = Object.entries({ name, namespace, uid, resourceVersion });
  const replicas = isJsonObject(spec) && 'replicas' in spec ? { replicas: spec.replicas ?? 0 } : {};
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: objectOf(address.filter(([, value]) => value !== undefined)),
    spec: replicas,
  };
}
