import {
  ApiException,
  KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
} from '@kubernetes/client-node';
import { loadAll, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import type { AtollClient } from '../../api/client/index.ts';

type Files = Readonly<Record<string, string>>;

function isManifest(value: unknown): value is KubernetesObject {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The documents that can be read; of the others the report tells. */
function manifests(files: Files): readonly KubernetesObject[] {
  return Object.entries(files).flatMap(([, text]) => {
    try {
      const documents = loadAll(text, { schema: YAML11_SCHEMA });
      return documents.flatMap((document) =>
        isManifest(document) && 'items' in document && Array.isArray(document.items)
          ? document.items.filter(isManifest)
          : [document].filter(isManifest),
      );
    } catch (error) {
      if (error instanceof YAMLException) return [];
      throw error;
    }
  });
}

/** A kubeconfig for a sandbox, as `kubectl --kubeconfig` takes it. */
export async function kubeconfigOf(atoll: AtollClient, id: string): Promise<string> {
  const { data, error } = await atoll.GET('/v1/sandboxes/{id}/kubeconfig', {
    params: { path: { id } },
    parseAs: 'text',
  });
  if (data === undefined) throw new Error(error?.detail ?? `no kubeconfig for ${id}`);
  return data;
}

function load(kubeconfig: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  // Where there is no TLS, as on the loopback, this library wants to hear that nothing is to be verified.
  config.clusters = config.clusters.map((cluster) => ({ ...cluster, skipTLSVerify: true }));
  return config;
}

/** Hands a submission to a sandbox through its Kubernetes API. @returns how many objects it accepted */
export async function submit(kubeconfig: string, files: Files): Promise<number> {
  const api = KubernetesObjectApi.makeApiClient(load(kubeconfig));
  let accepted = 0;
  for (const manifest of manifests(files)) {
    try {
      await api.create(manifest);
      accepted++;
    } catch (error) {
      // The report will tell why.
      if (!isRefusal(error)) throw error;
    }
  }
  return accepted;
}

/** The API server's refusal, or the library's where the server has no such kind. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ApiException) return error.code < 500;
  return error instanceof Error && error.message.startsWith('Unrecognized API version and kind');
}

interface Table {
  readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[];
  readonly rows: readonly { readonly cells: readonly unknown[] }[];
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'columnDefinitions' in value && 'rows' in value;
}

/** What `kubectl get pods` prints. */
export async function podTable(kubeconfig: string, namespace: string): Promise<string> {
  const server = load(kubeconfig).getCurrentCluster()?.server;
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
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd((widths[column] ?? 0) + 3))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
