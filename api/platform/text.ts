import { z } from '@hono/zod-openapi';

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
/** Control characters, and halves of characters: neither can be shown, nor safely stored. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** A name that fits where names go: file names, kubectl contexts, headers. */
export function nameSchema() {
  return z
    .string()
    .min(1)
    .max(63)
    .regex(NAME, 'Use letters, digits and - _ . between them; begin and end with a letter or a digit.');
}

/** Text for people, in one line. */
export function lineSchema(charactersMax: number) {
  return z
    .string()
    .min(1)
    .max(charactersMax)
    .refine((text) => !UNPRINTABLE.test(text), 'Control characters are not allowed.');
}
