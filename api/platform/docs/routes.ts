import { Hono } from 'hono';
import type { PlatformEnvironment } from '../http/environment.ts';
import { type OpenApiDocument, openApiYaml } from '../openapi/document.ts';
import { referencePage } from './page.ts';
import { STYLE } from './style.ts';

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The OpenAPI document, and a page to read it. Both are made when they are first asked for. */
export function referenceRoutes(makeDocument: () => OpenApiDocument) {
  let made: { readonly yaml: string; readonly page: string } | undefined;
  const reference = () => {
    if (made === undefined) {
      const document = makeDocument();
      made = { yaml: openApiYaml(document), page: referencePage(document) };
    }
    return made;
  };
  const group = new Hono<PlatformEnvironment>();
  group.get('/', (c) => c.redirect('/docs'));
  group.get('/openapi.yaml', (c) => c.body(reference().yaml, 200, { 'content-type': 'application/yaml' }));
  group.get('/docs', (c) => c.html(reference().page, 200, SECURITY_HEADERS));
  group.get('/docs/style.css', (c) =>
    c.body(STYLE, 200, { ...SECURITY_HEADERS, 'content-type': 'text/css; charset=utf-8' }),
  );
  return group;
}
