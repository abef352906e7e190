import {
  type Definition,
  findProperty,
  getDefinition,
  type Schema,
  typeName,
} from '../schemas/definitions.ts';
import type { FieldNumbers } from './field-numbers.ts';
import { APPS } from './tables/apps.ts';
import { AUTHENTICATION } from './tables/authentication.ts';
import { AUTHORIZATION } from './tables/authorization.ts';
import { AUTOSCALING } from './tables/autoscaling.ts';
import { COORDINATION } from './tables/coordination.ts';
import { CORE } from './tables/core.ts';
import { CORE_POD } from './tables/core-pod.ts';
import { CORE_VOLUMES } from './tables/core-volumes.ts';
import { DISCOVERY } from './tables/discovery.ts';
import { EVENTS } from './tables/events.ts';
import { META } from './tables/meta.ts';
import { POLICY } from './tables/policy.ts';

const PACKAGES: Readonly<Record<string, FieldNumbers>> = {
  'io.k8s.apimachinery.pkg.apis.meta.v1': META,
  'io.k8s.api.apps.v1': APPS,
  'io.k8s.api.authentication.v1': AUTHENTICATION,
  'io.k8s.api.authorization.v1': AUTHORIZATION,
  'io.k8s.api.autoscaling.v1': AUTOSCALING,
  'io.k8s.api.coordination.v1': COORDINATION,
  'io.k8s.api.core.v1': { ...CORE, ...CORE_POD, ...CORE_VOLUMES },
  'io.k8s.api.discovery.v1': DISCOVERY,
  'io.k8s.api.events.v1': EVENTS,
  'io.k8s.api.policy.v1': POLICY,
};

export type Field =
  | { readonly name: string; readonly schema: Schema }
  /** The field's own fields are its owner's in JSON. */
  | { readonly name: string; readonly embedded: Message };

export interface Message {
  /** The Go type's name. */
  readonly name: string;
  readonly fields: ReadonlyMap<number, Field>;
}

interface NumberedField {
  readonly number: number;
  readonly name: string;
  readonly isEmbedded: boolean;
}

function numberedFields(packageName: string, name: string): readonly NumberedField[] {
  const text = PACKAGES[packageName]?.[name];
  if (text === undefined) throw new Error(`No field numbers of ${packageName}.${name}`);
  let number = 0;
  return text.split(' ').map((word) => {
    const [field = '', explicit] = word.split('=');
    number = explicit === undefined ? number + 1 : Number(explicit);
    return { number, name: field.replace('...', ''), isEmbedded: field.startsWith('...') };
  });
}

/** @param owner what the fields are a part of in JSON */
function build(packageName: string, name: string, owner: Definition): Message {
  const fields = new Map<number, Field>();
  for (const field of numberedFields(packageName, name)) {
    if (field.isEmbedded) {
      fields.set(field.number, { name: field.name, embedded: build(packageName, field.name, owner) });
      continue;
    }
    const schema = findProperty(owner, field.name);
    if (schema === undefined) throw new Error(`${packageName}.${name} has no field ${field.name}`);
    fields.set(field.number, { name: field.name, schema });
  }
  return { name, fields };
}

const messages = new Map<string, Message>();

/** The message of a definition that has fields. */
export function messageOf(definitionName: string): Message {
  const known = messages.get(definitionName);
  if (known !== undefined) return known;
  const packageName = definitionName.slice(0, definitionName.lastIndexOf('.'));
  const message = build(packageName, typeName(definitionName), getDefinition(definitionName));
  messages.set(definitionName, message);
  return message;
}
