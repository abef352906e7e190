import { shownEntry } from './conversion.ts';
import { apiVersionOf, type Kind, type Printer } from './kind.ts';
import type { ListResult } from './list.ts';

/** What a table row says of its object: includeObject. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
  /** The version of meta.k8s.io asked for. */
  readonly version: 'v1' | 'v1beta1';
  readonly includeObject: IncludeObject;
  /** ms of virtual time: ages are as of then. */
  readonly now: number;
}

/** What a table can show: an object, or a subresource of one. */
interface Shown {
  readonly metadata: object;
}

interface ListMetadata {
  readonly resourceVersion: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

function listMetadata(result: ListResult): ListMetadata {
  return {
    resourceVersion: String(result.resourceVersion),
    ...(result.continue === undefined ? {} : { continue: result.continue }),
    ...(result.remainingItemCount === undefined ? {} : { remainingItemCount: result.remainingItemCount }),
  };
}

/**
 * A list as JSON, joined from the texts the objects are stored as: nothing is stringified again. Its items
 * don't say what they are, as upstream's don't.
 */
export function renderList(kind: Kind, result: ListResult): string {
  const apiVersion = apiVersionOf(kind);
  const type = `${JSON.stringify({ apiVersion, kind: kind.kind }).slice(0, -1)},`;
  const items = result.entries.map((entry) => {
    const { text } = shownEntry(kind, entry);
    return text.startsWith(type) ? `{${text.slice(type.length)}` : text;
  });
  return joinedList(`${kind.kind}List`, apiVersion, result, items);
}

function joinedList(kind: string, apiVersion: string, result: ListResult, items: readonly string[]): string {
  const head = JSON.stringify({ kind, apiVersion, metadata: listMetadata(result) });
  return `${head.slice(0, -1)},"items":[${items.join(',')}]}`;
}

/** The version of meta.k8s.io that an object is shown in. */
type MetaVersion = TableOptions['version'];

/** No more of an object than its metadata: metav1.PartialObjectMetadata. */
export function partialObject({ metadata }: Shown, version: MetaVersion): object {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata };
}

/** The same of a list, as JSON: metav1.PartialObjectMetadataList. */
export function renderPartialList(result: ListResult, version: MetaVersion): string {
  const items = result.entries.map(({ object }) => JSON.stringify(partialObject(object, version)));
  return joinedList('PartialObjectMetadataList', `meta.k8s.io/${version}`, result, items);
}

function rowObject<T extends Shown>(
  printer: Printer<T>,
  object: T,
  { includeObject, version }: TableOptions,
): object | undefined {
  if (includeObject === 'None') return undefined;
  if (includeObject === 'Object') return printer.conversion?.fromStored(object) ?? object;
  return partialObject(object, version);
}

/** Objects as metav1.Table. @param columns false for the later events of a watch, as upstream leaves them out */
export function table<T extends Shown>(
  printer: Printer<T>,
  entries: readonly { readonly object: T }[],
  metadata: object,
  options: TableOptions,
  columns = true,
): object {
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${options.version}`,
    metadata,
    columnDefinitions: columns ? printer.columns : [],
    rows: entries.map(({ object }) => {
      const shown = rowObject(printer, object, options);
      return { cells: printer.row(object, options.now), ...(shown === undefined ? {} : { object: shown }) };
    }),
  };
}

export function renderTable(kind: Kind, result: ListResult, options: TableOptions): string {
  return JSON.stringify(table(kind, result.entries, listMetadata(result), options));
}
