import { load, loadAll, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import type { AtollClient } from '../../api/client/index.ts';

type Files = Readonly<Record<string, string>>;

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly namespace?: string };
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value;
}

/** The documents that can be read; of the others the report tells. */
function manifests(files: Files): readonly Manifest[] {
  return Object.values(files).flatMap((text) => {
    try {
      const documents = loadAll(text, { schema: YAML11_SCHEMA }).filter(isManifest);
      return documents.flatMap((document) =>
        'items' in document && Array.isArray(document.items) ? document.items.filter(isManifest) : document,
      );
    } catch (error) {
      if (error instanceof YAMLException) return [];
      throw error;
    }
  });
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
}

function isKubeconfig(value: unknown): value is Kubeconfig {
  return typeof value === 'object' && value !== null && 'clusters' in value && Array.isArray(value.clusters);
}

/**
 * Where a sandbox's API server answers. On the loopback the credential of a kubeconfig is part of that
 * address, so that nothing but the address is needed.
 */
export async function serverOf(atoll: AtollClient, id: string): Promise<string> {
  const { data, error } = await atoll.GET('/v1/sandboxes/{id}/kubeconfig', {
    params: { path: { id } },
    parseAs: 'text',
  });
  const kubeconfig = data === undefined ? undefined : load(data);
  const server = isKubeconfig(kubeconfig) ? kubeconfig.clusters[0]?.cluster.server : undefined;
  if (server === undefined) throw new Error(error?.detail ?? `no kubeconfig for ${id}`);
  return server;
}

interface ResourceList {
  readonly resources: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
  }[];
}

function isResourceList(value: unknown): value is ResourceList {
  return typeof value === 'object' && value !== null && 'resources' in value;
}

async function discover(groupVersion: string): Promise<ResourceList['resources']> {
  const response = await fetch(groupVersion);
  const list: unknown = response.ok ? await response.json() : undefined;
  return isResourceList(list) ? list.resources : [];
}

type Discovered = Map<string, ResourceList['resources']>;

/** The path that objects of a kind are created at; undefined where the server has no such kind. */
async function pathOf(
  server: string,
  { apiVersion, kind, metadata }: Manifest,
  discovered: Discovered,
): Promise<string | undefined> {
  const base = `${server}/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
  const resources = discovered.get(base) ?? (await discover(base));
  discovered.set(base, resources);
  const resource = resources.find((each) => each.kind === kind && !each.name.includes('/'));
  if (resource === undefined) return undefined;
  return resource.namespaced
    ? `${base}/namespaces/${metadata?.namespace ?? 'default'}/${resource.name}`
    : `${base}/${resource.name}`;
}

/** Hands manifests to a sandbox through its Kubernetes API. @returns how many of them it accepted */
export async function submit(server: string, files: Files): Promise<number> {
  const discovered: Discovered = new Map();
  let accepted = 0;
  for (const manifest of manifests(files)) {
    const path = await pathOf(server, manifest, discovered);
    if (path === undefined) continue;
    const { ok } = await fetch(`${path}?fieldValidation=Strict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(manifest),
    });
    if (ok) accepted++;
  }
  return accepted;
}

interface Table {
  readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[];
  readonly rows: readonly { readonly cells: readonly unknown[] }[];
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'columnDefinitions' in value && 'rows' in value;
}

/** What `kubectl get pods` prints. */
export async function podTable(server: string, namespace: string): Promise<string> {
  const response = await fetch(`${server}/api/v1/namespaces/${namespace}/pods`, {
    headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
  });
  const table: unknown = await response.json();
  if (!isTable(table)) throw new Error(`the sandbox answered ${response.status}`);
  const shown = table.columnDefinitions.flatMap(({ priority }, index) => (priority === 0 ? [index] : []));
  const lines = [
    shown.map((index) => table.columnDefinitions[index]?.name.toUpperCase() ?? ''),
    ...table.rows.map(({ cells }) => shown.map((index) => String(cells[index] ?? ''))),
  ];
  const widths = shown.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]) =>
    line.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 3)).join('');
  return lines.map((line) => format(line).trimEnd()).join('\n');
}
