import { z } from '@hono/zod-openapi';
import { labelValue, qualifiedName } from '../../../engine/kubernetes/apiserver/names.ts';
import { FILTER_LABELS_MAX, LABELS_MAX } from '../../limits.ts';

/** A value that breaks none of a rule's conditions, which are in Kubernetes' words. */
function ruled(rule: (text: string) => string[]) {
  return z.string().superRefine((text, context) => {
    for (const message of rule(text)) context.addIssue({ code: 'custom', message });
  });
}

export const labelKeySchema = ruled(qualifiedName);
export const labelValueSchema = ruled(labelValue);

/** Any map of labels, within a count. */
export function mapOf<Value extends z.ZodType>(value: Value, entriesMax: number) {
  return z
    .record(labelKeySchema, value)
    .refine((map) => Object.keys(map).length <= entriesMax, `There may be ${entriesMax} entries.`)
    .openapi({ maxProperties: entriesMax });
}

export const labelsSchema = mapOf(labelValueSchema, LABELS_MAX).openapi('Labels', {
  description: 'Keys and values as Kubernetes allows them for labels.',
  example: { course: 'cloud-101', term: '2026-autumn' },
});

/** `key=value`, once or several times. */
export const labelFilterSchema = z
  .union([z.string().transform((one) => [one]), z.array(z.string()).max(FILTER_LABELS_MAX)])
  .transform((texts, context) =>
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) context.addIssue({ code: 'custom', message: 'Write a label as key=value.' });
      return [text.slice(0, at), text.slice(at + 1)] as const;
    }),
  );
