import {
  booleanField,
  type Chunks,
  joinChunks,
  messageField,
  stringField,
  stringsField,
} from './protobuf.ts';
import type {
  Swagger,
  SwaggerOperation,
  SwaggerParameter,
  SwaggerPath,
  SwaggerResponse,
  SwaggerSchema,
  SwaggerSecurity,
} from './swagger.ts';

/**
 * Encodes the document as gnostic's openapi.v2.Document, the only form of /openapi/v2 that kubectl asks
 * for. The numbers are those of github.com/google/gnostic, openapiv2/OpenAPIv2.proto.
 */
export function encodeSwagger(document: Swagger): Uint8Array<ArrayBuffer> {
  return joinChunks([
    ...stringField(1, document.swagger),
    ...messageField(2, [...stringField(1, document.info.title), ...stringField(2, document.info.version)]),
    ...messageField(8, named(2, document.paths, path)),
    ...messageField(9, named(1, document.definitions, schema)),
    ...document.security.flatMap((requirement) =>
      messageField(
        12,
        named(1, requirement, (scopes) => stringsField(1, scopes)),
      ),
    ),
    ...messageField(13, named(1, document.securityDefinitions, security)),
  ]);
}

/** Maps are repeated messages of a name (1) and a value (2). */
function named<T>(field: number, map: Readonly<Record<string, T>>, encode: (value: T) => Chunks): Chunks {
  return Object.entries(map).flatMap(([name, value]) =>
    messageField(field, [...stringField(1, name), ...messageField(2, encode(value))]),
  );
}

/** Extensions are YAML texts (2 of Any), of which JSON is one form. */
function extensions(field: number, of: object): Chunks {
  const found = Object.entries(of).filter(([name]) => name.startsWith('x-'));
  return named(field, Object.fromEntries(found), (value) => stringField(2, JSON.stringify(value)));
}

const METHODS = { get: 2, put: 3, post: 4, delete: 5, patch: 8 } as const;

function path(item: SwaggerPath): Chunks {
  return [
    ...operation(METHODS.get, item.get),
    ...operation(METHODS.put, item.put),
    ...operation(METHODS.post, item.post),
    ...operation(METHODS.delete, item.delete),
    ...operation(METHODS.patch, item.patch),
    ...item.parameters.flatMap((one) => messageField(9, parameter(one))),
  ];
}

function operation(field: number, item: SwaggerOperation | undefined): Chunks {
  if (item === undefined) return [];
  return messageField(field, [
    ...stringsField(1, item.tags),
    ...stringField(3, item.description),
    ...stringField(5, item.operationId),
    ...stringsField(6, item.produces),
    ...stringsField(7, item.consumes),
    ...item.parameters.flatMap((one) => messageField(8, parameter(one))),
    ...messageField(9, named(1, item.responses, response)),
    ...stringsField(10, item.schemes),
    ...extensions(13, item),
  ]);
}

/** ParametersItem → Parameter → BodyParameter (1), or NonBodyParameter (2) → query (3) or path (4). */
function parameter(item: SwaggerParameter): Chunks {
  if (item.in === 'body') {
    const body = [
      ...stringField(2, item.name),
      ...stringField(3, item.in),
      ...booleanField(4, item.required),
      ...messageField(5, schema(item.schema)),
    ];
    return messageField(1, messageField(1, body));
  }
  const common = [
    ...booleanField(1, item.required),
    ...stringField(2, item.in),
    ...stringField(3, item.description),
    ...stringField(4, item.name),
  ];
  const inQuery = item.in === 'query';
  const rest = inQuery
    ? [...stringField(6, item.type), ...booleanField(20, item.uniqueItems)]
    : [...stringField(5, item.type), ...booleanField(19, item.uniqueItems)];
  return messageField(1, messageField(2, messageField(inQuery ? 3 : 4, [...common, ...rest])));
}

function response(item: SwaggerResponse): Chunks {
  return messageField(1, [
    ...stringField(1, item.description),
    ...(item.schema === undefined ? [] : messageField(2, messageField(1, schema(item.schema)))),
  ]);
}

function security(item: SwaggerSecurity): Chunks {
  return messageField(2, [
    ...stringField(1, item.type),
    ...stringField(2, item.name),
    ...stringField(3, item.in),
    ...stringField(4, item.description),
  ]);
}

function schema(item: SwaggerSchema): Chunks {
  const { additionalProperties, items, properties, type } = item;
  return [
    ...stringField(1, item.$ref),
    ...stringField(2, item.format),
    ...stringField(4, item.description),
    ...stringsField(19, item.required),
    ...(additionalProperties === undefined
      ? []
      : messageField(21, messageField(1, schema(additionalProperties)))),
    ...(type === undefined ? [] : messageField(22, stringsField(1, [type]))),
    ...(items === undefined ? [] : messageField(23, messageField(1, schema(items)))),
    ...(properties === undefined ? [] : messageField(25, named(1, properties, schema))),
    ...extensions(31, item),
  ];
}
