import type { Kind } from '../apiserver/kind.ts';
import { dns1123Subdomain } from '../apiserver/names.ts';
import { age, nameColumn } from '../apiserver/table.ts';
import type { KubernetesObject } from '../object.ts';
import type { Event } from '../schemas/generated/types.ts';

export type EventObject = KubernetesObject & Omit<Event, 'apiVersion' | 'kind' | 'metadata'>;

export const eventKind: Kind<EventObject> = {
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  definition: 'io.k8s.api.core.v1.Event',
  nameRule: dns1123Subdomain,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    { name: 'Last Seen', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Type', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Reason', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Object', type: 'string', format: '', description: '', priority: 0 },
    { name: 'Subobject', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Source', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Message', type: 'string', format: '', description: '', priority: 0 },
    { name: 'First Seen', type: 'string', format: '', description: '', priority: 1 },
    { name: 'Count', type: 'string', format: '', description: '', priority: 1 },
    nameColumn,
  ],
  row: (object, now) => [object.metadata.name, age.cell(object, now)],
};
