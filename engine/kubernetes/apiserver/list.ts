import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { decodePosition, encodePosition } from './continue-token.ts';
import { entriesOf } from './entries.ts';
import { FieldErrors } from './field-errors.ts';
import { type FieldRequirement, parseFieldSelector } from './field-selector.ts';
import { goQuote } from './go-text.ts';
import { type FieldReader, type Kind, resourceOf } from './kind.ts';
import { parseLabelSelector, SelectorError } from './parse-selector.ts';
import { matches, type Requirement } from './selectors.ts';
import { badRequest, expired, tooLargeResourceVersion } from './status.ts';
import type { Entry, ObjectStore } from './store.ts';

/** What narrows a list or a watch. */
export interface Selection {
  readonly namespace?: string | undefined;
  readonly labels: readonly Requirement[];
  readonly fields: readonly FieldRequirement[];
}

export interface ListOptions {
  readonly limit?: number | undefined;
  readonly continue?: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: string | undefined;
}

export interface ListResult {
  readonly entries: readonly Entry[];
  readonly resourceVersion: number;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

/**
 * Parses the selectors of a request.
 * @throws ApiError in upstream's words
 */
export function parseSelection(
  kind: Kind,
  namespace: string | undefined,
  labelSelector: string,
  fieldSelector: string,
): Selection {
  try {
    const labels = parseLabelSelector(labelSelector);
    const fields = parseFieldSelector(fieldSelector);
    for (const { field } of fields) {
      if (fieldReader(kind, field) === undefined) throw new SelectorError(unknownField(kind, field));
    }
    return { namespace, labels, fields };
  } catch (error) {
    throw error instanceof SelectorError ? badRequest(error.message) : error;
  }
}

/** Kinds without field labels of their own are refused in the words of apimachinery's default conversion. */
function unknownField(kind: Kind, field: string): string {
  return kind.fieldLabels === undefined
    ? `${goQuote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
    : `field label not supported: ${field}`;
}

function fieldReader(kind: Kind, field: string): FieldReader<KubernetesObject> | undefined {
  if (field === 'metadata.name') return (object) => object.metadata.name;
  if (field === 'metadata.namespace' && kind.namespaced) return (object) => object.metadata.namespace ?? '';
  return kind.fieldLabels !== undefined && Object.hasOwn(kind.fieldLabels, field)
    ? kind.fieldLabels[field]
    : undefined;
}

/** True where the object is selected; its namespace was looked at before. */
export function selects(kind: Kind, selection: Selection, object: KubernetesObject): boolean {
  return (
    matches(object.metadata.labels, selection.labels) &&
    selection.fields.every(
      ({ field, value, negated }) => (fieldReader(kind, field)?.(object) === value) !== negated,
    )
  );
}

const RESOURCE_VERSION_MAX = 2n ** 64n - 1n;

/** Reads a resourceVersion; 0 where there is none, and where it is added to the errors. */
export function parseResourceVersion(text: string | undefined, errors: FieldErrors): number {
  if (text === undefined || text === '') return 0;
  const fault = !/^\d+$/.test(text)
    ? 'invalid syntax'
    : text.length > 20 || BigInt(text) > RESOURCE_VERSION_MAX
      ? 'value out of range'
      : undefined;
  if (fault === undefined) return Number(text);
  errors.invalid('resourceVersion', text, `strconv.ParseUint: parsing ${goQuote(text)}: ${fault}`);
  return 0;
}

/**
 * The resourceVersion that a list or a get must not be older than.
 * @throws ApiError 400 where it isn't a number, 504 where it is yet to come
 */
export function requireResourceVersion(store: ObjectStore, text: string | undefined): number {
  const errors = new FieldErrors();
  const asked = parseResourceVersion(text, errors);
  const [cause] = errors.causes;
  if (cause !== undefined) throw badRequest(`invalid resource version: ${cause.field}: ${cause.message}`);
  if (asked > store.revision) throw tooLargeResourceVersion(text ?? '', store.revision);
  return asked;
}

/** Where a list begins. */
interface Start {
  /** Undefined: at the newest. */
  readonly revision: number | undefined;
  /** The first key that may be in it. */
  readonly key: string;
}

function startOf(store: ObjectStore, options: ListOptions): Start {
  const { limit = 0, resourceVersion = '', resourceVersionMatch = '' } = options;
  if (options.continue) {
    const { revision, start } = decodePosition(options.continue);
    if (resourceVersion !== '' && resourceVersion !== '0') {
      throw badRequest('specifying resource version is not allowed when using continue');
    }
    if (revision > store.revision) throw tooLargeResourceVersion(String(revision), store.revision);
    return { revision: revision < 0 ? undefined : revision, key: start };
  }
  const asked = requireResourceVersion(store, resourceVersion);
  // A page at a resourceVersion was exact before resourceVersionMatch could say so.
  const exact = resourceVersionMatch === 'Exact' || (resourceVersionMatch === '' && limit > 0 && asked > 0);
  return { revision: exact ? asked : undefined, key: '' };
}

/** An object's place in a list: within its namespace, or within all of them. */
function keyOf(selection: Selection, { object: { metadata } }: Entry): string {
  const { namespace, name } = metadata;
  return namespace === undefined || selection.namespace !== undefined ? name : `${namespace}/${name}`;
}

const EXPIRED = 'The resourceVersion for the provided list is too old.';
const EXPIRED_CONTINUE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

function entriesFrom(cluster: Cluster, kind: Kind, selection: Selection, start: Start): Entry[] {
  const { store } = cluster;
  const { revision = store.revision, key } = start;
  if (revision < store.compacted && revision !== store.revision) {
    throw key === ''
      ? expired(EXPIRED)
      : expired(EXPIRED_CONTINUE, encodePosition({ revision: -1, start: key }));
  }
  const all =
    revision === store.revision
      ? entriesOf(cluster, kind, selection.namespace)
      : store.entriesAt(revision, resourceOf(kind), selection.namespace);
  return key === '' ? all : all.filter((entry) => keyOf(selection, entry) >= key);
}

/**
 * Lists a kind, whole or a page at a time; all pages show the revision at which the first began.
 * @throws ApiError 410 where that revision is compacted, 504 where it is yet to come
 */
export function list(cluster: Cluster, kind: Kind, selection: Selection, options: ListOptions): ListResult {
  const start = startOf(cluster.store, options);
  const all = entriesFrom(cluster, kind, selection, start);
  // What may come from a cache of any age comes whole, as upstream's watch cache knows no pages.
  const limit = options.resourceVersion === '0' && !options.continue ? 0 : (options.limit ?? 0);
  const page: Entry[] = [];
  let looked = 0;
  for (const entry of all) {
    if (limit > 0 && page.length >= limit) break;
    looked++;
    if (selects(kind, selection, entry.object)) page.push(entry);
  }
  const revision = start.revision ?? cluster.store.revision;
  const last = all[looked - 1];
  if (looked === all.length || last === undefined) return { entries: page, resourceVersion: revision };
  const unselective = selection.labels.length === 0 && selection.fields.length === 0;
  return {
    entries: page,
    resourceVersion: revision,
    continue: encodePosition({ revision, start: `${keyOf(selection, last)}\0` }),
    ...(unselective ? { remainingItemCount: all.length - page.length } : {}),
  };
}
