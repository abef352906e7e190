import { fnv1a, safeEncode } from '../../../simulation/random.ts';
import { sameJson } from '../../apiserver/equality.ts';
import type { PodTemplateSpec } from '../../schemas/generated/types.ts';

export const HASH_LABEL = 'pod-template-hash';

/** Fields whose Go type is a map or a plain struct: empty is the same as absent. */
const EMPTY_IS_ABSENT = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'metadata',
  'nodeSelector',
  'requests',
  'resources',
]);

const texts = new WeakMap<PodTemplateSpec, string>();

function isAbsent(key: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && EMPTY_IS_ABSENT.has(key) && Object.keys(value).length === 0;
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([key, field]) => !isAbsent(key, field))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${write(field)}`);
  return `{${fields.join(',')}}`;
}

/** The template as text in which equal templates are equal, whatever their hash label. */
function canonicalText(template: PodTemplateSpec): string {
  let text = texts.get(template);
  if (text === undefined) {
    const { [HASH_LABEL]: _hash, ...labels } = template.metadata?.labels ?? {};
    text = write({ metadata: { ...template.metadata, labels }, spec: template.spec });
    texts.set(template, text);
  }
  return text;
}

/** True where two templates make the same pods (upstream's EqualIgnoreHash). */
export function sameTemplate(a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean {
  if (a === undefined || b === undefined) return sameJson(a, b);
  return canonicalText(a) === canonicalText(b);
}

/**
 * What tells the pods of one template from those of another. Upstream hashes Go's in-memory
 * representation, which nobody else can, so the values differ from upstream's; their form is the same.
 * @param collisionCount how many names were found taken so far
 */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  return safeEncode(fnv1a(`${canonicalText(template)}${collisionCount ?? ''}`));
}
