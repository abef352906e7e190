import { getDefinition, type Schema } from '../schemas/definitions.ts';
import { kindsOfDefinitions, neededDefinitions } from './kinds-of-definitions.ts';
import { mergeExtensions, typeExtensions } from './merge-extensions.ts';
import { type Method, type Operation, operationsOf } from './operations.ts';
import { type Parameter, pathParameters, QUERY } from './parameters.ts';
import type { GroupVersionKind, ServedKind } from './served-kind.ts';

/** The part of Swagger 2.0 that the document uses. */
export interface Swagger {
  readonly swagger: '2.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, SwaggerPath>>;
  readonly definitions: Readonly<Record<string, SwaggerSchema>>;
  readonly securityDefinitions: Readonly<Record<string, SwaggerSecurity>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface SwaggerSecurity {
  readonly type: string;
  readonly name: string;
  readonly in: string;
  readonly description: string;
}

export type SwaggerPath = { readonly [method in Method]?: SwaggerOperation } & {
  readonly parameters: readonly SwaggerParameter[];
};

export interface SwaggerOperation {
  readonly description: string;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly schemes: readonly string[];
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly parameters: readonly SwaggerParameter[];
  readonly responses: Readonly<Record<string, SwaggerResponse>>;
  readonly 'x-kubernetes-action': string;
  readonly 'x-kubernetes-group-version-kind': GroupVersionKind;
}

export interface SwaggerResponse {
  readonly description: string;
  readonly schema?: SwaggerSchema;
}

export type SwaggerParameter =
  | (Parameter & { readonly uniqueItems: true; readonly required?: boolean })
  | {
      readonly name: string;
      readonly in: 'body';
      readonly required?: boolean;
      readonly schema: SwaggerSchema;
    };

export interface SwaggerSchema {
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly items?: SwaggerSchema;
  readonly additionalProperties?: SwaggerSchema;
  readonly properties?: Readonly<Record<string, SwaggerSchema>>;
  readonly required?: readonly string[];
  readonly [extension: `x-${string}`]: unknown;
}

/** What clients may send and get. */
export const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
] as const;
export const CODES: Readonly<Record<string, string>> = { '200': 'OK', '201': 'Created', '202': 'Accepted' };

const refTo = (name: string): SwaggerSchema => ({ $ref: `#/definitions/${name}` });

function schemaOf({ ref, items, additionalProperties, ...plain }: Schema): SwaggerSchema {
  return {
    ...plain,
    ...(ref === undefined ? {} : refTo(ref)),
    ...(items === undefined ? {} : { items: schemaOf(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: schemaOf(additionalProperties) }),
  };
}

function definitionOf(name: string, kinds: readonly GroupVersionKind[] | undefined): SwaggerSchema {
  const { properties, required, ...plain } = getDefinition(name);
  const fields = Object.entries(properties ?? {}).map(([field, schema]) => [
    field,
    { ...schemaOf(schema), ...mergeExtensions(name, field, schema) },
  ]);
  return {
    ...schemaOf(plain),
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(kinds === undefined ? {} : { 'x-kubernetes-group-version-kind': kinds }),
    ...typeExtensions(name),
  };
}

const parameterOf = (parameter: Parameter): SwaggerParameter => ({
  ...parameter,
  uniqueItems: true,
  ...(parameter.in === 'path' ? { required: true } : {}),
});

function responsesOf({ codes, answer }: Operation): Record<string, SwaggerResponse> {
  const schema: SwaggerSchema = answer === undefined ? { type: 'string' } : refTo(answer);
  const good = codes.map((code) => [code, { description: CODES[code] ?? '', schema }]);
  return Object.fromEntries([...good, ['401', { description: 'Unauthorized' }]]);
}

function operationOf(operation: Operation): SwaggerOperation {
  const { action, body, description, gvk, id, tag } = operation;
  const required = action === 'post' || action === 'put' || action === 'patch' ? { required: true } : {};
  const bodies: SwaggerParameter[] =
    body === undefined ? [] : [{ name: 'body', in: 'body', ...required, schema: refTo(body) }];
  return {
    description,
    consumes: action === 'patch' ? PATCH_TYPES : ['*/*'],
    produces: ['application/json', ...(action === 'list' ? ['application/json;stream=watch'] : [])],
    schemes: ['https'],
    tags: [tag],
    operationId: id,
    parameters: [...bodies, ...(QUERY[action] ?? []).map(parameterOf)],
    responses: responsesOf(operation),
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  };
}

/** The operations of each path, both in alphabetical order. */
export function byPath(operations: readonly Operation[]): [string, Operation[]][] {
  const paths = new Map<string, Operation[]>();
  for (const operation of operations) {
    paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  }
  return [...paths].sort(([a], [b]) => (a < b ? -1 : 1));
}

function pathOf(path: string, operations: readonly Operation[]): SwaggerPath {
  const kind = operations[0]?.gvk.kind ?? '';
  return {
    ...Object.fromEntries(operations.map((operation) => [operation.method, operationOf(operation)])),
    parameters: pathParameters(path, kind).map(parameterOf),
  };
}

/** `/openapi/v2`: everything in one document. */
export function buildSwagger(served: readonly ServedKind[], version: string): Swagger {
  const operations = served.flatMap(operationsOf);
  const kinds = kindsOfDefinitions(served, operations);
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version },
    paths: Object.fromEntries(byPath(operations).map(([path, of]) => [path, pathOf(path, of)])),
    definitions: Object.fromEntries(
      neededDefinitions(operations).map((name) => [name, definitionOf(name, kinds.get(name))]),
    ),
    securityDefinitions: {
      BearerToken: {
        type: 'apiKey',
        name: 'authorization',
        in: 'header',
        description: 'Bearer Token authentication',
      },
    },
    security: [{ BearerToken: [] }],
  };
}
