import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyConfiguration } from '../../../engine/kubernetes/apiserver/managed-fields/apply.ts';
import { trackUpdate } from '../../../engine/kubernetes/apiserver/managed-fields/track.ts';
import type { JsonObject } from '../../../engine/kubernetes/apiserver/patch/json-object.ts';
import { asObject } from '../../../engine/kubernetes/apiserver/read-object.ts';
import { ApiError } from '../../../engine/kubernetes/apiserver/status.ts';
import { deploymentKind } from '../../../engine/kubernetes/kinds/deployment.ts';
import { copy, type KubernetesObject } from '../../../engine/kubernetes/object.ts';

/*
 * The model: an object is a flat map from paths to values, every manager has a set of paths, and applying and
 * updating are a few lines over these.
 */

type Flat = ReadonlyMap<string, unknown>;

interface Env {
  readonly name: string;
  readonly value?: string;
}

interface Container {
  readonly name: string;
  readonly image?: string | undefined;
  readonly args?: readonly string[];
  readonly env?: readonly Env[];
  readonly ports?: readonly { readonly containerPort: number; readonly protocol?: string }[];
}

/** What is varied of a Deployment. */
interface Wanted {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly replicas?: number;
  readonly containers?: readonly Container[];
}

function flatten({ annotations, finalizers, replicas, containers }: Wanted): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, value] of Object.entries(annotations ?? {})) {
    flat.set(`f:metadata/f:annotations/f:${key}`, value);
  }
  for (const item of finalizers ?? []) flat.set(`f:metadata/f:finalizers/v:"${item}"`, item);
  if (replicas !== undefined) flat.set('f:spec/f:replicas', replicas);
  for (const container of containers ?? []) {
    const at = `f:spec/f:template/f:spec/f:containers/k:{"name":"${container.name}"}`;
    flat.set(at, 'there');
    flat.set(`${at}/f:name`, container.name);
    if (container.image !== undefined) flat.set(`${at}/f:image`, container.image);
    if (container.args !== undefined) flat.set(`${at}/f:args`, container.args.join());
    for (const { name, value } of container.env ?? []) {
      flat.set(`${at}/f:env/k:{"name":"${name}"}`, 'there');
      flat.set(`${at}/f:env/k:{"name":"${name}"}/f:name`, name);
      if (value !== undefined) flat.set(`${at}/f:env/k:{"name":"${name}"}/f:value`, value);
    }
    for (const { containerPort, protocol } of container.ports ?? []) {
      const key = `${at}/f:ports/k:{"containerPort":${containerPort},"protocol":"${protocol ?? 'TCP'}"}`;
      flat.set(key, 'there');
      flat.set(`${key}/f:containerPort`, containerPort);
      if (protocol !== undefined) flat.set(`${key}/f:protocol`, protocol);
    }
  }
  return flat;
}

function configurationOf({ annotations, finalizers, replicas, containers }: Wanted): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'x',
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
    },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      ...(containers === undefined ? {} : { template: { spec: { containers } } }),
    },
  };
}

/** Where nothing is left of a list or map, null is. */
interface Live {
  readonly metadata: {
    readonly annotations?: Readonly<Record<string, string>> | null;
    readonly finalizers?: readonly string[] | null;
  };
  readonly spec?: {
    readonly replicas?: number;
    readonly template?: {
      readonly spec?: { readonly containers?: readonly Container[] | null } | null;
    } | null;
  } | null;
}

/** What is varied, of the real object. */
function wantedOf(object: KubernetesObject): Wanted {
  const { metadata, spec }: Live = JSON.parse(JSON.stringify(object));
  const replicas = spec?.replicas;
  return {
    annotations: metadata.annotations ?? {},
    finalizers: metadata.finalizers ?? [],
    ...(typeof replicas === 'number' ? { replicas } : {}),
    containers: (spec?.template?.spec?.containers ?? []).map((container) => ({
      ...container,
      env: container.env ?? [],
      ports: container.ports ?? [],
    })),
  };
}

class Model {
  state: Map<string, unknown> = new Map();
  readonly owners = new Map<string, Set<string>>();

  /** @returns false for a conflict */
  apply(manager: string, wanted: Flat, force: boolean): boolean {
    const changed = [...wanted]
      .filter(([path, value]) => this.state.get(path) !== value)
      .map(([path]) => path);
    const others = [...this.owners].filter(([other]) => other !== manager).map(([, paths]) => paths);
    if (!force && others.some((paths) => changed.some((path) => paths.has(path)))) return false;
    for (const paths of others) for (const path of changed) paths.delete(path);
    const last = this.owners.get(manager) ?? new Set();
    this.owners.set(manager, new Set(wanted.keys()));
    for (const [path, value] of wanted) this.state.set(path, value);
    for (const path of last) {
      if (!wanted.has(path) && !others.some((paths) => paths.has(path))) this.#remove(path);
    }
    return true;
  }

  update(manager: string, next: Flat): void {
    for (const path of [...this.state.keys()]) if (!next.has(path)) this.#remove(path);
    const changed = [...next].filter(([path, value]) => this.state.get(path) !== value);
    const own = new Set(this.owners.get(manager));
    for (const [path, value] of changed) {
      for (const paths of this.owners.values()) paths.delete(path);
      own.add(path);
      this.state.set(path, value);
    }
    this.owners.set(manager, own);
    for (const [path] of changed) own.add(path);
  }

  #remove(path: string): void {
    const gone = (other: string) => other === path || other.startsWith(`${path}/`);
    for (const other of [...this.state.keys()]) if (gone(other)) this.state.delete(other);
    for (const paths of this.owners.values())
      for (const other of [...paths]) if (gone(other)) paths.delete(other);
  }

  ownership(): Record<string, string[]> {
    const found = [...this.owners].filter(([, paths]) => paths.size > 0);
    return Object.fromEntries(found.map(([manager, paths]) => [manager, [...paths].sort()]));
  }
}

function membersOf(set: object, base = ''): string[] {
  return Object.entries(set).flatMap(([element, node]: [string, object]) => {
    if (element === '.') return [];
    const path = base === '' ? element : `${base}/${element}`;
    const member = '.' in node || Object.keys(node).length === 0;
    return [...(member ? [path] : []), ...membersOf(node, path)];
  });
}

/** Maps and lists that an update makes are managed as such; the model has only what is in them. */
const CONTAINERS = /(?:f:annotations|f:finalizers|f:env|f:ports|f:containers|f:spec|f:template|f:metadata)$/;

function ownershipOf({ metadata }: KubernetesObject): Record<string, string[]> {
  const found = (metadata.managedFields ?? []).map(({ manager, operation, fieldsV1 }): [string, string[]] => [
    `${manager} ${operation}`,
    membersOf(Object(fieldsV1))
      .filter((path) => !CONTAINERS.test(path))
      .sort(),
  ]);
  return Object.fromEntries(found.filter(([, paths]) => paths.length > 0));
}

const WRITER = { subresource: undefined, time: '2026-01-01T00:00:00Z' };

/** The real thing, driven as the model is. */
class Real {
  live: KubernetesObject | undefined;

  apply(manager: string, wanted: Wanted, force: boolean): boolean {
    try {
      const writer = { ...WRITER, manager };
      const result = applyConfiguration(deploymentKind, this.live, configurationOf(wanted), writer, force);
      const object = asObject(deploymentKind, result.object);
      if (result.managedFields === undefined) delete object.metadata.managedFields;
      else object.metadata.managedFields = result.managedFields;
      this.live = object;
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(ApiError);
      return false;
    }
  }

  update(manager: string, wanted: Wanted): void {
    const { live } = this;
    if (live === undefined) return;
    const draft = asObject(deploymentKind, configurationOf(wanted));
    const next = { ...copy(live), ...draft, metadata: { ...live.metadata, ...draft.metadata } };
    trackUpdate(deploymentKind, next, live, { ...WRITER, manager });
    this.live = next;
  }
}

const key = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('1', '2');
const byName = { selector: ({ name }: { name: string }) => name, minLength: 1, maxLength: 3 };
const env = fc.uniqueArray(fc.record({ name: key, value }, { requiredKeys: ['name'] }), byName);
const ports = fc.uniqueArray(
  fc.record(
    { containerPort: fc.constantFrom(80, 443), protocol: fc.constantFrom('TCP', 'UDP') },
    { requiredKeys: ['containerPort'] },
  ),
  {
    selector: ({ containerPort, protocol = 'TCP' }) => `${containerPort}${protocol}`,
    minLength: 1,
    maxLength: 3,
  },
);
const container = fc.record(
  {
    name: key,
    image: value,
    args: fc.array(value, { minLength: 1, maxLength: 2 }),
    env,
    ports,
  },
  { requiredKeys: ['name'] },
);
const wanted = fc.record(
  {
    annotations: fc.dictionary(key, value, { minKeys: 1 }),
    finalizers: fc.uniqueArray(key, { minLength: 1 }),
    replicas: fc.nat({ max: 2 }),
    containers: fc.uniqueArray(container, byName),
  },
  { requiredKeys: [] },
);

const apply = fc.record({ manager: fc.constantFrom('one', 'two', 'three'), wanted, force: fc.boolean() });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ apply }) },
  { weight: 1, arbitrary: fc.record({ update: wanted }) },
);

/** An update replaces what it names and keeps the rest. */
function changedBy(live: Wanted, change: Wanted): Wanted {
  return { ...live, ...change };
}

it('objects and who manages them are as the model says, after any applies and updates', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const [model, real] = [new Model(), new Real()];
      for (const each of steps) {
        if ('apply' in each) {
          const { manager, wanted: configuration, force } = each.apply;
          const wants = flatten(configuration);
          expect(real.apply(manager, configuration, force)).toBe(
            model.apply(`${manager} Apply`, wants, force),
          );
        } else if (real.live !== undefined) {
          const next = changedBy(wantedOf(real.live), each.update);
          real.update('updater', next);
          model.update('updater Update', flatten(next));
        }
        if (real.live === undefined) continue;
        const sorted = (flat: Flat) => [...flat].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(flatten(wantedOf(real.live)))).toEqual(sorted(model.state));
        expect(ownershipOf(real.live)).toEqual(model.ownership());
      }
    }),
    { numRuns: 400 },
  );
});

it('what was applied can be applied again, and changes nothing', () => {
  fc.assert(
    fc.property(fc.array(apply, { minLength: 1, maxLength: 4 }), (applies) => {
      const real = new Real();
      for (const { manager, wanted: configuration } of applies) real.apply(manager, configuration, true);
      const before = real.live;
      const last = applies.at(-1);
      if (last === undefined) return;
      expect(real.apply(last.manager, last.wanted, false)).toBe(true);
      expect(real.live).toEqual(before);
    }),
  );
});
