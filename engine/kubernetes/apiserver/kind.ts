import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import type { FieldErrors } from './field-errors.ts';
import type { FieldSet } from './managed-fields/field-set.ts';
import type { NameRule } from './names.ts';

/** metav1.TableColumnDefinition. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority: 0 | 1;
}

/** How objects are shown in tables. */
export interface Printer<T> {
  readonly columns: readonly Column[];
  /** The cells of an object's row, in the order of the columns. @param now ms of virtual time */
  row(object: T, now: number): (string | number | boolean)[];
  /** Where objects aren't shown as they are stored. */
  readonly conversion?: { fromStored(object: T): object };
}

/** Reads a selectable field. Declared as a method so that a kind fits where any kind is taken. */
export type FieldReader<T> = { read(object: T): string }['read'];

/** How a kind's scale subresource reads and writes it. */
interface ScaleMapping<T> {
  read(object: T): { replicas: number; statusReplicas: number; selector: string };
  write(draft: T, replicas: number): void;
}

/**
 * How the objects of a stored kind look in a further group version. The Kind of that group version has
 * everything but this of the stored form: its columns, validation and selectors read stored objects.
 */
interface Conversion<T extends KubernetesObject> {
  /** The kind that is stored, by whose name refusals go. */
  readonly stored: Kind<T>;
  /** @param object decoded by the further version's definition */
  toStored(object: KubernetesObject): T;
  fromStored(object: T): KubernetesObject;
}

export type Verb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch';

/** A subresource besides status and scale. */
export interface Subresource<T extends KubernetesObject = KubernetesObject> {
  readonly name: string;
  readonly verbs: readonly Verb[];
  /** Where its objects are of a kind of their own. */
  readonly responseKind?: { readonly group: string; readonly version: string; readonly kind: string };
  /** What an update of it makes of the object: some of the draft, the rest as it is stored. */
  take?(draft: T, old: T): T;
  /** Everything but metadata, in place of the kind's own validation. */
  validateUpdate?(object: T, old: T, errors: FieldErrors): void;
}

/** What discovery, OpenAPI and the readers of paths and bodies have to know of anything that is served. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** The name of its schema, as in `io.k8s.api.core.v1.Pod`. */
  readonly definition: string;
}

/**
 * One kind of object: everything the API server has to know of it. To add a kind is to add one file
 * with one of these, and to name it in `kinds/index.ts`. The methods change drafts in place; they are declared
 * as methods, not properties, so that a `Kind<Pod>` fits where any `Kind` is taken.
 */
export interface Kind<T extends KubernetesObject = KubernetesObject> extends ApiResource, Printer<T> {
  /** What its names may be. */
  readonly nameRule: NameRule;
  /** True where it has a /status subresource; then plain writes leave `status` alone, and /status only that. */
  readonly hasStatus: boolean;
  /** True where changes of anything but metadata and status raise metadata.generation. */
  readonly hasGeneration: boolean;
  /** What a write of the status doesn't manage, as the status strategy's GetResetFields; without it, `spec`. */
  readonly statusResetFields?: FieldSet;
  readonly scale?: ScaleMapping<T>;
  /** Further subresources; `api/kubernetes/subresources.ts` answers for them. */
  readonly subresources?: readonly Subresource<T>[];
  /** What it can be asked for; everything, where it doesn't say. */
  readonly verbs?: readonly Verb[];
  /** Present where this is a further group version of a stored kind. */
  readonly conversion?: Conversion<T>;
  /** The objects of a kind that isn't stored: made whenever somebody reads them. */
  madeObjects?(cluster: Cluster): readonly T[];

  /** Fills in what the user left out, as the kind's zz_generated.defaults does. */
  defaults?(draft: T): void;
  /**
   * The strategy's PrepareForCreate and the admission plugins that concern this kind: resets what users may
   * not set, allocates (cluster IPs), injects (service accounts). May throw an ApiError.
   * @param dryRun what is allocated won't be kept
   */
  prepareForCreate?(draft: T, cluster: Cluster, dryRun: boolean): void;
  /** As above, for updates; `old` is what is stored. */
  prepareForUpdate?(draft: T, old: T, cluster: Cluster, dryRun: boolean): void;
  /** Everything but metadata, which is checked for all kinds alike. */
  validate?(object: T, errors: FieldErrors): void;
  /** What only a new object may not have; `validate` has been called already. */
  validateCreate?(object: T, errors: FieldErrors): void;
  /** What may not change; `validate` has been called already. */
  validateUpdate?(object: T, old: T, errors: FieldErrors): void;
  validateStatusUpdate?(object: T, old: T, errors: FieldErrors): void;
  /** Throws an ApiError where the object may not be deleted. */
  prepareForDelete?(object: T): void;
  /**
   * Seconds the object lives on after a delete, so that its keeper can stop it; 0 removes it at once.
   * @param requested the delete options' gracePeriodSeconds.
   */
  gracePeriodSeconds?(object: T, requested: number | undefined): number;
  /** True while something besides metadata.finalizers keeps a deleted object, as a namespace's content does. */
  deletionBlocked?(object: T): boolean;
  /** What a deletion that can't be finished yet changes, beside metadata.deletionTimestamp. */
  markDeleted?(draft: T): void;
  /** False where an update must name the resourceVersion it read (upstream's AllowUnconditionalUpdate). */
  readonly unconditionalUpdate?: false;
  /** A Warning header for every answer, for a kind that upstream has deprecated. */
  readonly deprecation?: string;
  /** Warning headers for an accepted write, as upstream's pod and service warnings. */
  warnings?(object: T): string[];

  /** Field selectors beyond metadata.name and metadata.namespace. */
  readonly fieldLabels?: Readonly<Record<string, FieldReader<T>>>;
}

interface Named {
  readonly plural: string;
  readonly group: string;
}

/** The kind's name in the store and in the log, one for all its group versions: `deployments.apps`, `pods`. */
export function resourceOf(kind: Named & { readonly conversion?: { readonly stored: Named } }): string {
  const { plural, group } = kind.conversion?.stored ?? kind;
  return group === '' ? plural : `${plural}.${group}`;
}

/** `apps/v1`, `v1`. */
export function apiVersionOf(kind: { readonly group: string; readonly version: string }): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}
