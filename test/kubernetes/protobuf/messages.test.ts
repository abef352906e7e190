import { describe, expect, test } from 'vitest';
import { servedKinds } from '../../../engine/kubernetes/kinds/index.ts';
import { type Message, messageOf } from '../../../engine/kubernetes/protobuf/messages.ts';
import { closure, getDefinition } from '../../../engine/kubernetes/schemas/definitions.ts';

const BODIES = [
  ...servedKinds.map(({ definition }) => definition),
  'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions',
  'io.k8s.api.autoscaling.v1.Scale',
  'io.k8s.api.policy.v1.Eviction',
];

function fieldsOf({ fields }: Message): string[] {
  return [...fields.values()].flatMap((field) =>
    'embedded' in field ? fieldsOf(field.embedded) : [field.name],
  );
}

describe('the messages of what is served', () => {
  const names = closure(BODIES).filter((name) => getDefinition(name).properties !== undefined);

  test.each(names)('%s has the fields of its definition', (name) => {
    const wanted = Object.keys(getDefinition(name).properties ?? {});
    const found = fieldsOf(messageOf(name));
    // What an object is stands in the envelope.
    expect(wanted.filter((field) => !found.includes(field) && !/^(apiVersion|kind)$/.test(field))).toEqual(
      [],
    );
    expect(new Set(found).size).toBe(found.length);
  });
});
