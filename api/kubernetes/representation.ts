import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, YAML11_SCHEMA } from 'js-yaml';
import { type Negotiated, preferred } from './negotiation.ts';
import { parsePath } from './path.ts';
import { type Written, writtenOf } from './response.ts';

/** kube-apiserver compresses what is larger (defaultGzipThresholdBytes). */
const GZIP_BYTES_MIN = 128 * 1024;

/**
 * What is done to every answer last, when the sandbox's turn is over: indentation, YAML, compression. Streams
 * stay as they are.
 * @param path what is behind the door, as `/api/v1/pods`
 */
export async function represent(response: Response, request: Request, path: string): Promise<Response> {
  response.headers.set('Audit-Id', request.headers.get('audit-id') ?? crypto.randomUUID());
  const written = writtenOf(response);
  if (written === undefined) return response;
  const { text, media } = notation(written, response.ok, request, path);
  const compress = text.length > GZIP_BYTES_MIN && acceptsGzip(request);
  if (text === written.json && !compress) return response;
  const { status, headers } = response;
  headers.set('Content-Type', headers.get('Content-Type')?.replace('application/json', media) ?? media);
  if (!compress) return new Response(text, { status, headers });
  headers.set('Content-Encoding', 'gzip');
  headers.append('Vary', 'Accept-Encoding');
  // Workers would compress it once more where they aren't told that this is done.
  const init = { status, headers, encodeBody: 'manual' as const };
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip')), init);
}

function notation(
  { json, negotiable }: Written,
  ok: boolean,
  request: Request,
  path: string,
): { text: string; media: string } {
  if (!negotiable) return { text: json, media: 'application/json' };
  const wanted = wantedNotation(ok, request, path);
  if (wanted.media === 'application/yaml') return { text: asYaml(JSON.parse(json)), media: wanted.media };
  const text = wanted.pretty || isForHumans(request) ? JSON.stringify(JSON.parse(json), null, 2) : json;
  return { text, media: wanted.media };
}

/** An error is a plain object, whatever form the client wanted; where that isn't acceptable, it is indented JSON. */
function wantedNotation(ok: boolean, request: Request, path: string): Pick<Negotiated, 'media' | 'pretty'> {
  const forms: Parameters<typeof preferred>[1] = !ok
    ? ['object']
    : parsePath(path).type === 'resource'
      ? ['table', 'partial', 'object']
      : ['discovery', 'object'];
  return preferred(request.headers.get('accept'), forms) ?? { media: 'application/json', pretty: true };
}

/** k8s.io/apiserver's isPrettyPrint. */
function isForHumans(request: Request): boolean {
  const pretty = new URL(request.url).searchParams.get('pretty');
  if (pretty) return /^(?:1|t|T|TRUE|true|True)$/.test(pretty);
  return /^(?:curl|Wget|Mozilla\/5\.0)/.test(request.headers.get('user-agent') ?? '');
}

function acceptsGzip(request: Request): boolean {
  const encodings = (request.headers.get('accept-encoding') ?? '').split(',');
  return encodings.some((encoding) => encoding.trim() === 'gzip');
}

/** What Go's YAML reader takes for a number, though YAML 1.1 doesn't. */
const GO_FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** As sigs.k8s.io/yaml writes it: keys in order, lists not indented. */
function asYaml(value: unknown): string {
  return dump(value, {
    schema: YAML11_SCHEMA,
    sortKeys: true,
    noRefs: true,
    lineWidth: -1,
    quoteStyle: 'double',
    seqNoIndent: true,
    scalarStyleRules: [
      ...Object.values(DEFAULT_SCALAR_STYLE_RULES),
      (layout) => {
        const { node, style } = layout;
        if (style !== SCALAR_STYLE.PLAIN || !node.tag.endsWith(':str') || !GO_FLOAT.test(node.value)) return;
        layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
      },
    ],
  });
}
