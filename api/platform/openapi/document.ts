import type { OpenAPIHono } from '@hono/zod-openapi';
import { dump } from 'js-yaml';
import type { PlatformEnvironment } from '../http/environment.ts';
import { ProblemSchema } from '../problem-schema.ts';

/** The tags in the order in which a reader meets them. */
const TAGS = {
  Sandboxes: 'A student’s world: made in a moment, changed, copied, started over, removed.',
  Hosts: 'The virtual machines of a sandbox, from inside: processes, namespaces, cgroups, mounts, networks.',
  'OS containers':
    'Containers that boot a distribution on a host (LXC): an init with its services, snapshots, commands.',
  Credentials: 'What lets kubectl and other clients into a sandbox.',
  Clock: 'A sandbox’s virtual time.',
  Grading: 'What a submission is worth.',
  'API keys': 'Who may use this API.',
  Tenants: 'Those who share the server, each apart from the others.',
  Operations: 'For those who run the server.',
};

/** What every operation with an API key may answer besides its own answers. */
const SHARED_PROBLEMS: Readonly<Record<string, string>> = {
  400: 'The request is not valid; `errors` names the fields.',
  401: 'A valid API key is needed.',
  403: 'The key’s scopes don’t permit this.',
  429: 'Too many requests with this key; `Retry-After` says when to go on.',
  500: 'The server failed.',
};

const BODY_PROBLEMS: Readonly<Record<string, string>> = {
  413: 'The body is too large.',
  415: 'The body is not sent as JSON.',
};

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
export type Operation = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>;

/** The OpenAPI document of the platform API, made from its routes. */
export function openApiDocument(app: OpenAPIHono<PlatformEnvironment>): OpenApiDocument {
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of a tenant.',
  });
  app.openAPIRegistry.register('Problem', ProblemSchema);
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Atoll',
      version: '1.0.0',
      description:
        'A private Kubernetes cluster for every student, and a grade for what they build. Each tenant, a course platform or a school, has API keys and sandboxes of its own; what belongs to another one answers as if it didn’t exist. Errors are problem details (RFC 9457).',
      license: { name: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    security: [{ apiKey: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  });
  for (const operation of operationsOf(document)) addSharedProblems(operation);
  return document;
}

export function openApiYaml(document: OpenApiDocument): string {
  return dump(document, { lineWidth: 110, noRefs: true });
}

function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.values(document.paths ?? {}).flatMap((path) =>
    [path.get, path.post, path.put, path.patch, path.delete].filter((operation) => operation !== undefined),
  );
}

function addSharedProblems(operation: Operation): void {
  if (operation.security?.length === 0) return;
  const problems =
    operation.requestBody === undefined ? SHARED_PROBLEMS : { ...SHARED_PROBLEMS, ...BODY_PROBLEMS };
  const schema = { $ref: '#/components/schemas/Problem' };
  for (const [status, description] of Object.entries(problems)) {
    operation.responses ??= {};
    operation.responses[status] ??= { description, content: { 'application/problem+json': { schema } } };
  }
}
