export interface ResourceTarget {
  readonly type: 'resource';
  readonly group: string;
  readonly version: string;
  /** Undefined: of all namespaces, or cluster-scoped. */
  readonly namespace: string | undefined;
  readonly plural: string;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** What a path under the Kubernetes door asks for. */
export type Target = ResourceTarget | { readonly type: 'other'; readonly path: string };

/** Splits a path as k8s.io/apiserver's RequestInfoFactory does. @param path starts with `/` */
export function parsePath(path: string): Target {
  const parts = path.split('/').slice(1).map(decode);
  if (parts.at(-1) === '') parts.pop();
  const [root, ...rest] = parts;
  const other = { type: 'other', path: `/${parts.join('/')}` } as const;
  if (root === 'api') return resource('', rest) ?? other;
  if (root === 'apis') {
    const [group = '', ...tail] = rest;
    return resource(group, tail) ?? other;
  }
  return other;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function resource(group: string, parts: readonly string[]): ResourceTarget | undefined {
  const [version = '', first, second, third, ...rest] = parts;
  if (first === undefined) return undefined;
  const base = { type: 'resource', group, version } as const;
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
