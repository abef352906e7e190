import { type ApiError, notAcceptable } from '../../engine/kubernetes/apiserver/status.ts';

/** The forms an answer can have. */
export type Form =
  | { readonly as: 'object' }
  | { readonly as: 'table'; readonly version: MetaVersion }
  | { readonly as: 'partial'; readonly version: MetaVersion; readonly list: boolean }
  | { readonly as: 'discovery'; readonly version: 'v2' | 'v2beta1' };

/** The versions of meta.k8s.io. */
export type MetaVersion = 'v1' | 'v1beta1';

type Media = 'application/json' | 'application/yaml';

const OFFERED: readonly Media[] = ['application/json', 'application/yaml'];

/** What a real API server has, too: clients that accept nothing else are told what there is. */
const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** One media range of an Accept header. */
interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly q: number;
  readonly parameters: ReadonlyMap<string, string>;
}

function readRange(text: string): Range | undefined {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim());
  const [type = '', subtype = type === '*' ? '*' : undefined, ...more] = name.split('/');
  if (subtype === undefined || more.length > 0) return undefined;
  const pairs = rest.map((part) => part.split('=')).filter((pair) => pair.length === 2);
  const parameters = new Map(pairs.map(([key = '', value = '']) => [key.trim(), value.trim()]));
  const q = parameters.has('q') ? Number.parseFloat(parameters.get('q') ?? '') || 0 : 1;
  parameters.delete('q');
  return { type, subtype, q, parameters };
}

/** The ranges of an Accept header, the preferred ones first: by q, then those without wildcards. */
function readAccept(accept: string): Range[] {
  const vague = ({ type, subtype }: Range) => (type === '*' ? 2 : subtype === '*' ? 1 : 0);
  return accept
    .split(',')
    .map(readRange)
    .filter((range) => range !== undefined)
    .sort((a, b) => b.q - a.q || vague(a) - vague(b));
}

function isMetaVersion(version: string | undefined): version is MetaVersion {
  return version === 'v1' || version === 'v1beta1';
}

function formOf(parameters: ReadonlyMap<string, string>): Form | undefined {
  const [as, group, version] = [parameters.get('as'), parameters.get('g'), parameters.get('v')];
  if (as === undefined && group === undefined && version === undefined) return { as: 'object' };
  if (group === 'meta.k8s.io' && isMetaVersion(version)) {
    if (as === 'Table') return { as: 'table', version };
    if (as === 'PartialObjectMetadata') return { as: 'partial', version, list: false };
    if (as === 'PartialObjectMetadataList') return { as: 'partial', version, list: true };
  }
  if (as === 'APIGroupDiscoveryList' && group === 'apidiscovery.k8s.io') {
    if (version === 'v2' || version === 'v2beta1') return { as: 'discovery', version };
  }
  return undefined;
}

function covers({ type, subtype }: Range, media: string): boolean {
  const [itsType, itsSubtype] = media.split('/');
  if (type === '*') return subtype === '*';
  return type === itsType && (subtype === itsSubtype || subtype === '*');
}

/** How an answer is to be written. */
export interface Negotiated {
  readonly form: Form;
  readonly media: Media;
  /** Indented, where the client says so in its Accept header. */
  readonly pretty: boolean;
}

const PLAIN: Negotiated = { form: { as: 'object' }, media: 'application/json', pretty: false };

/**
 * The first acceptable form and media type, as k8s.io/apiserver's NegotiateMediaTypeOptions finds them.
 * @param forms which forms the path has
 */
export function preferred(accept: string | null, forms: readonly Form['as'][]): Negotiated | undefined {
  if (accept === null || accept === '') return PLAIN;
  for (const range of readAccept(accept)) {
    const form = formOf(range.parameters);
    if (form === undefined || !forms.includes(form.as)) continue;
    const stream = range.parameters.get('stream') ?? '';
    for (const media of OFFERED) {
      const streams = stream === '' || (stream === 'watch' && media === 'application/json');
      if (!covers(range, media) || !streams) continue;
      return { form, media, pretty: range.parameters.get('pretty') === '1' };
    }
  }
  return undefined;
}

/** Upstream's router knows no ranges but everything: it refuses types that no handler produces. */
function refusal(accept: string): ApiError {
  const types = accept.split(',').map((range) => range.split(';')[0]?.trim() ?? '');
  if (types.some((type) => type === '*/*' || type === PROTOBUF || OFFERED.some((media) => media === type))) {
    return notAcceptable(`only the following media types are accepted: ${OFFERED.join(', ')}`);
  }
  return notAcceptable(`406: Not Acceptable\n\nAvailable representations: ${OFFERED.join(', ')}`, {});
}

/**
 * How the client wants the answer.
 * @throws ApiError 406 where it can't be had so
 */
export function negotiate(accept: string | null, forms: readonly Form['as'][]): Negotiated {
  const found = preferred(accept, forms);
  if (found === undefined) throw refusal(accept ?? '');
  return found;
}
