import { z } from 'zod';
import { invalidParameter } from '../../engine/docker/docker-error.ts';
import { Filters } from '../../engine/docker/filters.ts';
import { JsonSyntaxError, parseJson } from '../../engine/kubernetes/apiserver/decode/json-text.ts';
import { inSchemaCase } from './key-case.ts';

/** A flag of a query, as dockerd reads it: everything but these words means yes. */
export function flag(query: URLSearchParams, name: string, otherwise = false): boolean {
  const value = query.get(name);
  if (value === null) return otherwise;
  return !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

/** A whole number of a query. @throws DockerError */
export function integer(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^[+-]?\d{1,15}$/.test(value)) {
    throw invalidParameter(`strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
  }
  return Number(value);
}

const filtersSchema = z.record(
  z.string(),
  z.union([
    z.record(z.string(), z.boolean()).transform((values) => Object.keys(values)),
    z.array(z.string()),
  ]),
);

/** `filters={"status":["exited"]}`, or as older clients write it, `{"status":{"exited":true}}`. @throws DockerError */
export function filtersOf(query: URLSearchParams): Filters {
  const text = query.get('filters') ?? '';
  if (text === '') return new Filters(new Map());
  const parsed = filtersSchema.safeParse(filterValue(text));
  if (!parsed.success) throw invalidParameter('invalid filter');
  return new Filters(new Map(Object.entries(parsed.data)));
}

function filterValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameter('invalid filter');
  }
}

/** What a request says in JSON; nothing at all is an empty object where the schema takes that. @throws DockerError */
export function bodyOf<S extends z.ZodType>(
  schema: S,
  { body, headers }: { readonly body: Uint8Array; readonly headers?: Headers },
): z.infer<S> {
  const text = new TextDecoder().decode(body);
  if (headers !== undefined && body.length > 0) checkType(headers.get('content-type') ?? '');
  const parsed = schema.safeParse(inSchemaCase(schema, body.length === 0 ? {} : (parsedBody(text) ?? {})));
  if (parsed.success) return parsed.data;
  throw invalidParameter(`invalid JSON: ${problemOf(parsed.error.issues[0])}`);
}

function checkType(contentType: string): void {
  const [type = ''] = contentType.split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw invalidParameter(
    type.trim() === ''
      ? `malformed Content-Type header (${contentType}): mime: no media type`
      : `unsupported Content-Type header (${contentType}): must be 'application/json'`,
  );
}

function parsedBody(text: string): unknown {
  if (text.trim() === '') throw invalidParameter('invalid JSON: got EOF while reading request body');
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    if (error.message.endsWith('after top-level value')) {
      throw invalidParameter('unexpected content after JSON');
    }
    throw invalidParameter(
      `invalid JSON: ${error.message === 'unexpected end of JSON input' ? 'unexpected EOF' : error.message}`,
    );
  }
}

const GO_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'int64',
  boolean: 'bool',
  array: '[]string',
  record: 'map[string]string',
};
const JSON_KINDS = new Map<unknown, string>([
  ['boolean', 'bool'],
  ['null', 'null'],
]);

/** What doesn't fit where, in the words of encoding/json. */
function problemOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== 'invalid_type') return `json: cannot unmarshal ${issue?.path.join('.') ?? ''}`;
  const [, received = ''] = /received (\w+)/.exec(issue.message) ?? [];
  const kind = JSON_KINDS.get(received) ?? received;
  const type = GO_TYPES[issue.expected] ?? issue.expected;
  const path = issue.path.map(String);
  if (path.length === 0) return `json: cannot unmarshal ${kind} into Go value of type ${type}`;
  return `json: cannot unmarshal ${kind} into Go struct field ${[path.at(-2) ?? 'CreateRequest', ...path].join('.')} of type ${type}`;
}
