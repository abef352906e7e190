import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';

/** Every operation of openapi.yaml: what the suites over "every operation" go through. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `{id}` where an id goes. */
  readonly path: string;
  readonly needsKey: boolean;
  /** Undefined: the operation takes no body. */
  readonly fields: readonly string[] | undefined;
  readonly scopes: readonly string[];
}

const SchemaShape = z.object({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  get anyOf() {
    return z.array(SchemaShape).optional();
  },
});

const DocumentShape = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        security: z.array(z.unknown()).optional(),
        'x-scopes': z.array(z.string()).optional(),
        requestBody: z
          .object({ content: z.object({ 'application/json': z.object({ schema: SchemaShape }) }) })
          .optional(),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), SchemaShape) }),
});

export const OPENAPI_TEXT = readFileSync(new URL('../../../openapi.yaml', import.meta.url), 'utf8');

const document = DocumentShape.parse(load(OPENAPI_TEXT));

function fieldsOf(schema: z.infer<typeof SchemaShape>): string[] {
  const named =
    schema.$ref === undefined ? undefined : document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (named !== undefined) return fieldsOf(named);
  return [...Object.keys(schema.properties ?? {}), ...(schema.anyOf ?? []).flatMap(fieldsOf)];
}

export const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    needsKey: operation.security === undefined,
    fields: operation.requestBody && fieldsOf(operation.requestBody.content['application/json'].schema),
    scopes: operation['x-scopes'] ?? [],
  })),
);

const CHECK = {
  id: 'any',
  title: 'There is a namespace',
  points: 1,
  target: { apiVersion: 'v1', kind: 'Namespace' },
  condition: { cel: 'size(objects) > 0' },
};

/** A body that each operation with one accepts. */
const VALID_BODIES: Readonly<Record<string, object>> = {
  createSandbox: { name: 'ada' },
  createSandboxes: { sandboxes: [{ name: 'ada' }] },
  patchSandbox: { name: 'alan' },
  forkSandbox: { count: 1 },
  advanceClock: { seconds: 1 },
  addHost: { name: 'vm-1' },
  changeHost: { selinux: 'permissive' },
  setCgroupLimits: { pidsMax: 10 },
  createOsContainer: { name: 'c1', template: { distribution: 'alpine', release: '3.22' } },
  changeOsContainer: { limits: { pidsMax: 10 } },
  stopOsContainer: { kill: true },
  takeOsContainerSnapshot: { comment: 'before' },
  restoreOsContainerSnapshot: { name: 'c2' },
  runOsContainerCommand: { argv: ['true'] },
  grade: { assignment: { title: 'Anything', checks: [CHECK] }, submission: {} },
  createApiKey: { name: 'a key', scopes: ['read'] },
  createTenant: { name: 'a school' },
};

/** What a path with parameters beside the id needs to be a whole one. */
const PATH_PARAMETERS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\{host\}/, 'docker'],
  [/\{container\}/, 'c1'],
  [/\{snapshot\}/, 'snap0'],
  [/\{command\}/, '1'],
  [/\/cgroups$/, '/cgroups?path=/init.scope'],
];

/** Where to send a request for an operation on something with that id. */
export function addressOf({ path }: Pick<Operation, 'path'>, id: string): string {
  return PATH_PARAMETERS.reduce(
    (address, [pattern, replacement]) => address.replace(pattern, replacement),
    path.replace('{id}', id),
  );
}

/** The body to send to an operation; undefined where it takes none. @throws Error where the table lacks it */
export function validBody({ id, fields }: Operation): object | undefined {
  if (fields === undefined) return undefined;
  const body = VALID_BODIES[id];
  if (body === undefined) throw new Error(`VALID_BODIES has none for ${id}`);
  return body;
}
