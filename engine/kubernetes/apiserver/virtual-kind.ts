import type { KubernetesObject, ObjectMetadata } from '../object.ts';
import { type ApiResource, apiVersionOf, type Kind } from './kind.ts';
import { badRequest } from './status.ts';
import type { UserInfo } from './user.ts';

/** What a virtual kind's answer may depend on. */
export interface VirtualContext {
  readonly user: UserInfo;
  /** Virtual time as objects carry it. */
  readonly timestamp: string;
  /** Whose the token is that a TokenReview asks about; undefined where nobody's. */
  readonly tokenUser: UserInfo | undefined;
}

/** What the server says to an object that it doesn't store. */
interface VirtualAnswer {
  /** The metadata that comes back, if any. */
  readonly metadata?: Partial<ObjectMetadata>;
  readonly spec?: object;
  readonly status: object;
}

/**
 * A kind that is only ever created, and never stored: a question to the server, which the answer to the create
 * answers. As with `Kind`, one file under `kinds/` each.
 */
export interface VirtualKind<T extends KubernetesObject = KubernetesObject> extends ApiResource {
  /** @throws ApiError as the kind's REST storage answers */
  answer(draft: T, context: VirtualContext): VirtualAnswer;
}

export type AnyKind = Kind | VirtualKind;

export function isVirtual(kind: AnyKind): kind is VirtualKind {
  return 'answer' in kind;
}

/** The answer to the creation of a virtual object. @throws ApiError as the API server answers */
export function createVirtual(
  kind: VirtualKind,
  namespace: string,
  draft: KubernetesObject,
  context: VirtualContext,
): object {
  wipe(draft.metadata);
  place(draft.metadata, namespace);
  const { metadata = {}, spec, status } = kind.answer(draft, context);
  return {
    kind: kind.kind,
    apiVersion: apiVersionOf(kind),
    metadata: { ...withoutEmpty(metadata), creationTimestamp: metadata.creationTimestamp || null },
    ...(spec === undefined ? {} : { spec }),
    status,
  };
}

/** apiserver's rest.WipeObjectMetaSystemFields. */
function wipe(metadata: ObjectMetadata): void {
  metadata.uid = '';
  metadata.creationTimestamp = '';
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
}

/** apiserver's rest.EnsureObjectNamespaceMatchesRequestNamespace. @param namespace empty for cluster-scoped kinds */
function place(metadata: ObjectMetadata, namespace: string): void {
  const own = metadata.namespace ?? '';
  if (own !== '' && namespace !== '' && own !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (namespace === '') delete metadata.namespace;
  else metadata.namespace = namespace;
}

/** What JSON leaves out of metadata: here there is no store that fills it in. */
function withoutEmpty(metadata: Partial<ObjectMetadata>): Partial<ObjectMetadata> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== ''));
}
