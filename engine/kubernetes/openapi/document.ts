import { getDefinition, type Schema } from '../schemas/definitions.ts';
import { INT_OR_STRING, QUANTITY } from '../schemas/special-types.ts';
import { enumOf } from './enums.ts';
import { kindsOfDefinitions, neededDefinitions } from './kinds-of-definitions.ts';
import { mergeExtensions, typeExtensions } from './merge-extensions.ts';
import { type Operation, operationsOf } from './operations.ts';
import { type Parameter, pathParameters, QUERY } from './parameters.ts';
import type { GroupVersionKind, ServedKind } from './served-kind.ts';
import { byPath, CODES, PATCH_TYPES } from './swagger.ts';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A reference may have no neighbours in OpenAPI 3.0; a description makes it one of a list. */
function schemaOf({ ref, items, additionalProperties, ...plain }: Schema): object {
  if (ref !== undefined)
    return 'description' in plain ? { ...plain, allOf: [reference(ref)] } : reference(ref);
  return {
    ...plain,
    ...(items === undefined ? {} : { items: schemaOf(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: schemaOf(additionalProperties) }),
  };
}

/** What Swagger calls a string, and is more than that. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  [QUANTITY]: ['string', 'number'],
  [INT_OR_STRING]: ['integer', 'string'],
};

function componentOf(name: string, kinds: readonly GroupVersionKind[] | undefined): object {
  const { properties, required, type, ...plain } = getDefinition(name);
  const types = ONE_OF[name];
  const fields = Object.entries(properties ?? {}).map(([field, schema]) => [
    field,
    { ...schemaOf(schema), ...enumOf(name, field), ...mergeExtensions(name, field, schema) },
  ]);
  return {
    ...plain,
    ...(types === undefined ? { type } : { oneOf: types.map((one) => ({ type: one })) }),
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(fields) }),
    ...(kinds === undefined ? {} : { 'x-kubernetes-group-version-kind': kinds }),
    ...typeExtensions(name),
  };
}

function parameterOf({ type, ...parameter }: Parameter): object {
  return {
    ...parameter,
    ...(parameter.in === 'path' ? { required: true } : {}),
    schema: { type, uniqueItems: true },
  };
}

function responsesOf({ action, answer, codes }: Operation): object {
  const schema = answer === undefined ? { type: 'string' } : reference(answer);
  const types = ['application/json', ...(action === 'list' ? ['application/json;stream=watch'] : [])];
  const content = Object.fromEntries(types.map((type) => [type, { schema }]));
  const good = codes.map((code) => [code, { description: CODES[code], content }]);
  return Object.fromEntries([...good, ['401', { description: 'Unauthorized' }]]);
}

function bodyOf({ action, body }: Operation): object {
  if (body === undefined) return {};
  const types: readonly string[] = action === 'patch' ? PATCH_TYPES : ['*/*'];
  const content = Object.fromEntries(types.map((type) => [type, { schema: reference(body) }]));
  const required = action === 'post' || action === 'put' || action === 'patch' ? { required: true } : {};
  return { requestBody: { content, ...required } };
}

function operationOf(operation: Operation): object {
  const { action, description, gvk, id, tag } = operation;
  return {
    tags: [tag],
    description,
    operationId: id,
    parameters: (QUERY[action] ?? []).map(parameterOf),
    ...bodyOf(operation),
    responses: responsesOf(operation),
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  };
}

function pathOf(path: string, operations: readonly Operation[]): object {
  const kind = operations[0]?.gvk.kind ?? '';
  return {
    ...Object.fromEntries(operations.map((operation) => [operation.method, operationOf(operation)])),
    parameters: pathParameters(path, kind).map(parameterOf),
  };
}

/** The OpenAPI 3.0 document of one group version. */
export function buildDocument(served: readonly ServedKind[], version: string): object {
  const operations = served.flatMap(operationsOf);
  const kinds = kindsOfDefinitions(served, operations);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version },
    paths: Object.fromEntries(byPath(operations).map(([path, of]) => [path, pathOf(path, of)])),
    components: {
      schemas: Object.fromEntries(
        neededDefinitions(operations).map((name) => [name, componentOf(name, kinds.get(name))]),
      ),
      securitySchemes: {
        BearerToken: {
          type: 'apiKey',
          description: 'Bearer Token authentication',
          name: 'authorization',
          in: 'header',
        },
      },
    },
  };
}
