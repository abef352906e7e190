export interface ResourceTarget {
  readonly type: 'resource';
  readonly group: string;
  readonly version: string;
  /** Undefined: of all namespaces, or cluster-scoped. */
  readonly namespace: string | undefined;
  readonly plural: string;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  /** True for `/api/v1/watch/…`, the form that watches had before `?watch=true`. */
  readonly watch: boolean;
}

/** What a path under the Kubernetes door asks for. */
export type Target = ResourceTarget | { readonly type: 'other'; readonly path: string };

/** Splits a path as k8s.io/apiserver's RequestInfoFactory does. @param path starts with `/` */
export function parsePath(path: string): Target {
  const decoded = decode(path);
  const parts = decoded.replace(/^\/|\/+$/g, '').split('/');
  const [root, ...rest] = parts;
  const other = { type: 'other', path: `/${parts.join('/')}` } as const;
  if (root === 'api') return resource('', rest) ?? other;
  if (root === 'apis') {
    const [group = '', ...tail] = rest;
    return resource(group, tail) ?? other;
  }
  return other;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function resource(group: string, [version = '', ...parts]: readonly string[]): ResourceTarget | undefined {
  const watch = parts[0] === 'watch' && parts.length > 1;
  const [first, second, third, ...rest] = watch ? parts.slice(1) : parts;
  if (first === undefined) return undefined;
  const base = { type: 'resource', group, version, watch } as const;
  // /namespaces/{name} is the object, and so are its own subresources; anything else is within it.
  const inNamespace =
    first === 'namespaces' && third !== undefined && third !== 'status' && third !== 'finalize';
  if (!inNamespace) {
    return { ...base, namespace: undefined, plural: first, name: second, subresource: joined(third, rest) };
  }
  const [name, ...subresource] = rest;
  return {
    ...base,
    namespace: second,
    plural: third,
    name,
    subresource: joined(subresource[0], subresource.slice(1)),
  };
}

function joined(first: string | undefined, rest: readonly string[]): string | undefined {
  return first === undefined ? undefined : [first, ...rest].join('/');
}
