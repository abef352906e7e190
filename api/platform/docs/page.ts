import type { OpenApiDocument, Operation } from '../openapi/document.ts';
import { type Html, html, prose } from './html.ts';
import { example, limits, schemaSection, typeText } from './schema.ts';

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const METHODS = ['get', 'post', 'patch', 'delete'] as const;

/** The reference of an OpenAPI document as one page that needs nothing else, not even a script. */
export function referencePage(document: OpenApiDocument): string {
  const { info } = document;
  const entries = entriesOf(document);
  const tags = (document.tags ?? []).map((tag) => ({
    ...tag,
    entries: entries.filter(({ operation }) => operation.tags?.includes(tag.name)),
  }));
  const schemas = Object.entries(document.components?.schemas ?? {});
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<nav>
<a href="#top"><strong>${info.title} API</strong></a>
${tags.map(
  (tag) =>
    html`<h2>${tag.name}</h2><ul>${tag.entries.map(
      ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
    )}</ul>`,
)}
<h2><a href="#schemas">Schemas</a></h2>
</nav>
<main id="top">
<h1>${info.title} API <small>${info.version}</small></h1>
<p>${prose(info.description)}</p>
<p>Send your API key as <code>Authorization: Bearer &lt;key&gt;</code>. Get this as <a href="/openapi.yaml">openapi.yaml</a>.</p>
${tags.map((tag) => html`<h2>${tag.name}</h2><p>${prose(tag.description)}</p>${tag.entries.map(operationSection)}`)}
<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaSection(name, schema))}
</main>
</body>
</html>
`.text;
}

function entriesOf(document: OpenApiDocument): Entry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );
}

function operationSection({ method, path, operation }: Entry): Html {
  const scopes: unknown = Reflect.get(operation, 'x-scopes');
  return html`<section class="operation" id="${operation.operationId}">
<h3>${operation.summary}</h3>
<p class="call"><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code></p>
<p>${prose(operation.description)}</p>
${Array.isArray(scopes) ? html`<p><small>Scopes: ${[...new Set([...scopes, 'admin'])].join(' or ')}</small></p>` : ''}
${parameters(operation)}${requestBody(operation)}
<table>${Object.entries(operation.responses ?? {}).map(([status, response]) => responseRow(status, response))}</table>
</section>
`;
}

function parameters({ parameters: list = [] }: Operation): Html {
  const rows = list.flatMap((parameter) => {
    if ('$ref' in parameter) return [];
    const { name, in: place, required, schema, description } = parameter;
    const own = schema === undefined || '$ref' in schema ? {} : schema;
    return html`<tr><td><code>${name}</code> <small>${place}${required ? ', required' : ''}</small></td><td>${typeText(
      schema,
    )}${limits(own)}</td><td>${prose(description ?? own.description)}</td></tr>`;
  });
  return rows.length === 0 ? html`` : html`<table>${rows}</table>`;
}

function requestBody({ requestBody: body }: Operation): Html {
  if (body === undefined || '$ref' in body) return html``;
  return html`${Object.entries(body.content).map(
    ([type, media]) =>
      html`<p>Body: ${typeText(media.schema)} <small>${type}</small></p>${example(media.example)}`,
  )}`;
}

function responseRow(status: string, response: unknown): Html {
  if (typeof response !== 'object' || response === null) return html``;
  const description: unknown = Reflect.get(response, 'description');
  const content: unknown = Reflect.get(response, 'content');
  const media = typeof content === 'object' && content !== null ? Object.entries(content) : [];
  return html`<tr><td><code>${status}</code></td><td>${media.map(
    ([type, { schema }]) => html`${typeText(schema)} <small>${type}</small> `,
  )}</td><td>${prose(String(description))}</td></tr>`;
}
