import { z } from 'zod';
import { invalidParameter } from '../../engine/docker/docker-error.ts';
import { Filters } from '../../engine/docker/filters.ts';

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
  const parsed = filtersSchema.safeParse(parseJson(text));
  if (!parsed.success) throw invalidParameter('invalid filter');
  return new Filters(new Map(Object.entries(parsed.data)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameter('invalid filter');
  }
}

/** A body that is JSON. An empty one is an empty object where the schema takes that. @throws DockerError */
export function bodyOf<S extends z.ZodType>(schema: S, body: Uint8Array): z.infer<S> {
  const text = new TextDecoder().decode(body).trim();
  let value: unknown = {};
  if (text !== '') {
    try {
      value = JSON.parse(text) ?? {};
    } catch {
      throw invalidParameter(`invalid JSON: ${text === '' ? 'EOF' : 'invalid character'}`);
    }
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw invalidParameter(`invalid JSON: cannot unmarshal field ${where}: ${issue?.message ?? ''}`);
}
