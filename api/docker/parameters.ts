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
