import { type FieldErrors, GoLiteral } from '../../apiserver/field-errors.ts';
import { goStringMap, goStrings } from '../../apiserver/go-syntax.ts';
import { goQuote } from '../../apiserver/go-text.ts';
import type { ObjectMetadata } from '../../object.ts';

/** Access reviews have no names: their metadata must be empty. @param why upstream's words */
export function requireEmptyMetadata(metadata: ObjectMetadata, errors: FieldErrors, why: string): void {
  const isEmpty = Object.entries(metadata).every(
    ([field, value]) => field === 'managedFields' || isZero(value),
  );
  if (!isEmpty) errors.invalid('metadata', goObjectMeta(metadata), why);
}

function isZero(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : !value;
}

/** As %#v prints a metav1.ObjectMeta, but for managed fields and owners, which hold addresses of memory. */
function goObjectMeta(metadata: ObjectMetadata): GoLiteral {
  const { name, generateName = '', namespace = '', resourceVersion, generation = 0 } = metadata;
  const texts = [
    `Name:${goQuote(name)}, GenerateName:${goQuote(generateName)}, Namespace:${goQuote(namespace)}, SelfLink:""`,
    `UID:"", ResourceVersion:${goQuote(resourceVersion)}, Generation:${generation}`,
    'CreationTimestamp:time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC), DeletionTimestamp:<nil>',
    'DeletionGracePeriodSeconds:(*int64)(nil)',
    `Labels:${goStringMap(metadata.labels).text}, Annotations:${goStringMap(metadata.annotations).text}`,
    `OwnerReferences:[]v1.OwnerReference(nil), Finalizers:${goStrings(metadata.finalizers).text}`,
    'ManagedFields:[]v1.ManagedFieldsEntry(nil)',
  ];
  return new GoLiteral(`v1.ObjectMeta{${texts.join(', ')}}`);
}
