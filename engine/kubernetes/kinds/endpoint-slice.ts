import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, fieldDescription, nameColumn, textColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { EndpointSlice } from '../schemas/generated/types.ts';
import { validateEndpointSlice } from './endpoint-slice/validate.ts';

export type EndpointSliceObject = KubernetesObject &
  Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>;

const DEFINITION = 'io.k8s.api.discovery.v1.EndpointSlice';

export const endpointSliceKind: Kind<EndpointSliceObject> = {
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  categories: [],
  namespaced: true,
  definition: DEFINITION,
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: true,
  defaults({ ports }) {
    for (const port of ports ?? []) {
      port.name ??= '';
      port.protocol ??= 'TCP';
    }
  },
  prepareForCreate: dropTopology,
  prepareForUpdate: dropTopology,
  validate: validateEndpointSlice,
  validateUpdate(slice, old, errors) {
    if (slice.addressType === old.addressType) return;
    errors.invalid('addressType', slice.addressType, 'field is immutable');
  },
  columns: [
    nameColumn,
    textColumn('AddressType', fieldDescription(DEFINITION, 'addressType')),
    textColumn('Ports', fieldDescription(DEFINITION, 'ports')),
    textColumn('Endpoints', fieldDescription(DEFINITION, 'endpoints')),
    age.column,
  ],
  row: (slice, now) => [
    slice.metadata.name,
    slice.addressType,
    formatList((slice.ports ?? []).map(({ name, port }) => (port === undefined ? (name ?? '*') : `${port}`))),
    formatList(slice.endpoints.flatMap(({ addresses }) => addresses)),
    age.cell(slice, now),
  ],
};

/** What discovery/v1beta1 had, v1 has no more. */
function dropTopology({ endpoints }: EndpointSliceObject): void {
  for (const endpoint of endpoints) delete endpoint.deprecatedTopology;
}

/** How many ports or addresses a table shows. */
const SHOWN_MAX = 3;

function formatList(items: readonly string[]): string {
  const shown = items.slice(0, SHOWN_MAX).join(',');
  if (items.length > SHOWN_MAX) return `${shown} + ${items.length - SHOWN_MAX} more...`;
  return shown === '' ? '<unset>' : shown;
}
