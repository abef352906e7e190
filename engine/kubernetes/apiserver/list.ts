import type { Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../object.ts';
import { entriesOf } from './entries.ts';
import { type FieldRequirement, parseFieldSelector } from './field-selector.ts';
import { goQuote } from './go-text.ts';
import { type FieldReader, type Kind, resourceOf } from './kind.ts';
import { parseLabelSelector, SelectorError } from './parse-selector.ts';
import { matches, type Requirement } from './selectors.ts';
import { ApiError, badRequest, expired } from './status.ts';
import type { Entry } from './store.ts';

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

/** The most items a page holds, whatever the client asks for. */
const LIST_LIMIT_MAX = 100_000;

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

/** Where a page ended: the revision the list began at, and the last key it gave. */
interface Position {
  readonly revision: number;
  readonly after: string;
}

function encodePosition({ revision, after }: Position): string {
  return btoa(encodeURIComponent(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: after })));
}

function decodePosition(token: string): Position {
  try {
    const { rv, start } = JSON.parse(decodeURIComponent(atob(token)));
    if (!Number.isSafeInteger(rv) || rv < 0 || typeof start !== 'string')
      throw new Error('continue key is not valid');
    return { revision: rv, after: start };
  } catch {
    throw badRequest('continue key is not valid: encoded continue token is invalid');
  }
}

function keyOf({ object: { metadata } }: Entry): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** A resourceVersion of a query. @throws ApiError where it isn't a number */
export function parseResourceVersion(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw badRequest(
      `Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

/**
 * Lists a kind, whole or a page at a time; all pages show the revision at which the first began.
 * @throws ApiError 410 where that revision is compacted
 */
export function list(cluster: Cluster, kind: Kind, selection: Selection, options: ListOptions): ListResult {
  const { store } = cluster;
  const position = options.continue ? decodePosition(options.continue) : undefined;
  const revision = position?.revision ?? exactRevision(options, store.revision) ?? store.revision;
  if (revision < store.compacted && revision !== store.revision) {
    throw expired(
      position === undefined
        ? `The resourceVersion for the provided list is too old.`
        : 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    );
  }
  const all =
    revision === store.revision
      ? entriesOf(cluster, kind, selection.namespace)
      : store.entriesAt(revision, resourceOf(kind), selection.namespace);
  const selected = all.filter(
    (entry) =>
      (position === undefined || keyOf(entry) > position.after) && selects(kind, selection, entry.object),
  );
  const limit = Math.min(options.limit || LIST_LIMIT_MAX, LIST_LIMIT_MAX);
  const page = selected.slice(0, limit);
  const last = page.at(-1);
  if (page.length === selected.length || last === undefined)
    return { entries: page, resourceVersion: revision };
  const unselective = selection.labels.length === 0 && selection.fields.length === 0;
  return {
    entries: page,
    resourceVersion: revision,
    continue: encodePosition({ revision, after: keyOf(last) }),
    ...(unselective ? { remainingItemCount: selected.length - page.length } : {}),
  };
}

function exactRevision(options: ListOptions, newest: number): number | undefined {
  const asked = parseResourceVersion(options.resourceVersion);
  if (asked === undefined) return undefined;
  if (asked > newest) {
    throw new ApiError(410, 'Expired', `Too large resource version: ${asked}, current: ${newest}`, {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    });
  }
  return options.resourceVersionMatch === 'Exact' ? asked : undefined;
}
