import { milliValue, parseQuantity, value } from '../apiserver/quantity.ts';
import type { NodeObject } from '../kinds/node.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { Container, EphemeralContainer, ResourceFieldSelector } from '../schemas/generated/types.ts';

/** What a pod may know of itself (the downward API). */
export interface PodView {
  readonly pod: PodObject;
  readonly node: NodeObject;
  readonly podIp: string;
  readonly hostIp: string;
}

/** The value of a fieldRef. */
export function fieldValue(view: PodView, fieldPath: string): string {
  const { metadata, spec } = view.pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(fieldPath);
  if (subscript !== null) {
    const [, of, key = ''] = subscript;
    const map = of === 'labels' ? metadata.labels : metadata.annotations;
    return map !== undefined && Object.hasOwn(map, key) ? (map[key] ?? '') : '';
  }
  switch (fieldPath) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return formatMap(metadata.labels);
    case 'metadata.annotations':
      return formatMap(metadata.annotations);
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? '';
    case 'status.hostIP':
    case 'status.hostIPs':
      return view.hostIp;
    case 'status.podIP':
    case 'status.podIPs':
      return view.podIp;
    default:
      return '';
  }
}

/** `key="value"`, a line each, sorted (upstream's fieldpath.FormatMap). */
function formatMap(map: Readonly<Record<string, string>> = {}): string {
  return Object.keys(map)
    .sort()
    .map((key) => `${key}=${JSON.stringify(map[key] ?? '')}`)
    .join('\n');
}

/** The value of a resourceFieldRef: rounded up to the divisor; without a limit it is what the node can give. */
export function resourceValue(
  view: PodView,
  own: Container | EphemeralContainer,
  selector: ResourceFieldSelector,
): string {
  const { spec } = view.pod;
  const named = selector.containerName ?? own.name;
  const all = [...spec.containers, ...(spec.initContainers ?? []), own];
  const resources = all.find(({ name }) => name === named)?.resources;
  const [kind = '', resource = ''] = splitAtDot(selector.resource);
  const allocatable = view.node.status.allocatable?.[resource] ?? '0';
  const limit = resources?.limits?.[resource] ?? allocatable;
  const quantity = kind === 'limits' ? limit : (resources?.requests?.[resource] ?? '0');
  const divisor = selector.divisor === undefined || selector.divisor === '0' ? '1' : selector.divisor;
  const amountOf = resource === 'cpu' ? milliValue : value;
  const amount = amountOf(parseQuantity(quantity));
  const unit = amountOf(parseQuantity(divisor));
  return String(unit === 0n ? amount : (amount + unit - 1n) / unit);
}

function splitAtDot(text: string): [string, string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}
