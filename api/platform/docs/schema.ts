import type { OpenApiDocument } from '../openapi/document.ts';
import { type Html, html, prose } from './html.ts';

type Schema = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];
type ReferenceObject = Extract<Schema, { $ref: string }>;
type SchemaObject = Exclude<Schema, { $ref: string }>;

function isReference(schema: Schema): schema is ReferenceObject {
  return '$ref' in schema;
}

/** A schema in a line: `string or null`, `[Sandbox]`, `"a" or "b"`. */
export function typeText(schema: Schema | undefined): Html {
  if (schema === undefined) return html`any`;
  if (isReference(schema)) return reference(schema);
  const { enum: values, anyOf, oneOf, allOf, items, type, const: constant } = schema;
  // A reference with words of its own about it.
  if (allOf !== undefined) return typeText(allOf[0]);
  const alternatives = anyOf ?? oneOf;
  if (alternatives !== undefined) return joined(alternatives.map(typeText));
  if (values !== undefined) return joined(values.map((value) => html`<code>${JSON.stringify(value)}</code>`));
  if (constant !== undefined) return html`<code>${JSON.stringify(constant)}</code>`;
  if (items !== undefined) return html`list of ${typeText(items)}`;
  return joined([type ?? 'any'].flat().map((one) => html`${one}`));
}

function reference({ $ref }: ReferenceObject): Html {
  const name = $ref.slice($ref.lastIndexOf('/') + 1);
  return html`<a href="#schema-${name}">${name}</a>`;
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html` or ${part}`))}`;
}

/** The limits of a value, as `1 to 63 characters`. */
function limitsText(schema: SchemaObject): string {
  const range = (from: number | undefined, to: number | undefined, unit: string) => {
    if (from === undefined && to === undefined) return [];
    if (to === undefined) return [`from ${from}${unit}`];
    return [from === undefined ? `up to ${to}${unit}` : `${from} to ${to}${unit}`];
  };
  return [
    ...range(schema.minLength, schema.maxLength, ' characters'),
    ...range(schema.minItems, schema.maxItems, ' items'),
    ...range(schema.minimum, schema.maximum, ''),
    ...range(undefined, schema.maxProperties, ' entries'),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ].join(', ');
}

/** A schema's fields as rows, those of objects in it below them. */
function fieldRows(schema: SchemaObject, prefix: string): Html[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const own = isReference(field) ? {} : field;
    const row = html`<tr><td><code>${path}</code>${
      schema.required?.includes(name) ? html` <small>required</small>` : ''
    }</td><td>${typeText(field)}${limits(own)}</td><td>${prose(own.description)}</td></tr>`;
    const inner = own.properties === undefined ? [own.anyOf ?? []].flat() : [own];
    return [row, ...inner.flatMap((one) => (isReference(one) ? [] : fieldRows(one, `${path}.`)))];
  });
}

export function limits(schema: SchemaObject): Html {
  const text = limitsText(schema);
  return text === '' ? html`` : html`<br><small>${text}</small>`;
}

export function schemaSection(name: string, schema: Schema): Html {
  if (isReference(schema)) return html``;
  const alternatives = schema.anyOf?.filter((one) => !isReference(one)) ?? [schema];
  const rows = alternatives.map((one) => (isReference(one) ? [] : fieldRows(one, '')));
  return html`<section class="schema" id="schema-${name}"><h3>${name}</h3><p>${prose(schema.description)}</p>${rows.map(
    (fields) =>
      fields.length === 0
        ? html`<p>${typeText(schema)}${limits(schema)}</p>`
        : html`<table>${fields}</table>`,
  )}${example(schema.example)}</section>`;
}

export function example(value: unknown): Html {
  if (value === undefined) return html``;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<details><summary>Example</summary><pre>${text}</pre></details>`;
}
