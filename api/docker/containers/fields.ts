import { z } from 'zod';

/** Fields as Go reads them: what is absent or null is the type's zero value. */

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const INT64_MAX = 2 ** 63;

/** Go's numbers here are whole. */
export const int = z.number().refine((value) => Number.isInteger(value) && Math.abs(value) < INT64_MAX);

export const number = int.nullish().transform((value) => value ?? 0);

export const boolean = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? null);

export const emptyTexts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

export const map = z.record(z.string(), z.string());

export const mapOrEmpty = map.nullish().transform((value) => value ?? {});

/** A set: `{"80/tcp": {}}`. */
export const set = z
  .record(
    z.string(),
    z
      .looseObject({})
      .nullish()
      .transform(() => ({})),
  )
  .nullish();

/** A command: a list, or a single word. */
export const words = z
  .union([z.array(z.string()), z.string().transform((word) => (word === '' ? [] : [word]))])
  .nullish()
  .transform((value) => value ?? null);
