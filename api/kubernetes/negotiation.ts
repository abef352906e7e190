import { notAcceptable } from '../../engine/kubernetes/apiserver/status.ts';

/** The forms an answer can have. */
export type Form =
  | { readonly as: 'object' }
  | { readonly as: 'table'; readonly version: 'v1' | 'v1beta1' }
  | { readonly as: 'discovery'; readonly version: 'v2' | 'v2beta1' };

const OFFERED = ['application/json'];

function parameters(range: string): Map<string, string> {
  const [type = '', ...rest] = range.split(';').map((part) => part.trim());
  const found = new Map([['type', type.toLowerCase()]]);
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals > 0) found.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return found;
}

function formOf(range: ReadonlyMap<string, string>): Form | undefined {
  const type = range.get('type') ?? '';
  if (type !== 'application/json' && type !== '*/*' && type !== 'application/*') return undefined;
  const [as, group, version] = [range.get('as'), range.get('g'), range.get('v')];
  if (as === undefined) return { as: 'object' };
  if (as === 'Table' && group === 'meta.k8s.io' && (version === 'v1' || version === 'v1beta1')) {
    return { as: 'table', version };
  }
  if (
    as === 'APIGroupDiscoveryList' &&
    group === 'apidiscovery.k8s.io' &&
    (version === 'v2' || version === 'v2beta1')
  ) {
    return { as: 'discovery', version };
  }
  return undefined;
}

/**
 * The first form of the Accept header that can be served; clients list them in the order they prefer.
 * @param forms which forms the path has
 * @throws ApiError 406 where none is left
 */
export function negotiate(accept: string | null, forms: readonly Form['as'][]): Form {
  if (accept === null || accept.trim() === '') return { as: 'object' };
  for (const range of accept.split(',')) {
    const form = formOf(parameters(range));
    if (form !== undefined && forms.includes(form.as)) return form;
  }
  throw notAcceptable(OFFERED);
}
