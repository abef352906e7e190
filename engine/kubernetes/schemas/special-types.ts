import { META_PACKAGE } from './api-groups.ts';
import type { Definition } from './definitions.ts';

/**
 * What the client library's types lose: definitions it replaces by plain TypeScript types, and the
 * fields that refer to them. `Definition.Field` names are definition names without their package.
 */
export const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
export const INT_OR_STRING = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
export const TIME = `${META_PACKAGE}.Time`;
export const MICRO_TIME = `${META_PACKAGE}.MicroTime`;
export const FIELDS_V1 = `${META_PACKAGE}.FieldsV1`;
export const PATCH = `${META_PACKAGE}.Patch`;
export const RAW_EXTENSION = 'io.k8s.apimachinery.pkg.runtime.RawExtension';
const APIEXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

export const SPECIAL_DEFINITIONS: Readonly<Record<string, Definition>> = {
  [QUANTITY]: {
    description:
      'Quantity is a fixed-point number with an optional suffix: n, u, m, k, M, G, T, P, E (powers of 1000), ' +
      'Ki, Mi, Gi, Ti, Pi, Ei (powers of 1024), or a decimal exponent such as e3. The server answers in ' +
      'canonical form: the largest suffix that needs no fraction.',
    type: 'string',
  },
  [INT_OR_STRING]: {
    description:
      'IntOrString is a type that can hold an int32 or a string.  When used in JSON or YAML marshalling and unmarshalling, it produces or consumes the inner type.  This allows you to have, for example, a JSON field that can accept a name or number.',
    type: 'string',
    format: 'int-or-string',
  },
  [TIME]: {
    description: 'Time is an RFC 3339 date and time, in seconds.',
    type: 'string',
    format: 'date-time',
  },
  [MICRO_TIME]: {
    description: 'MicroTime is version of Time with microsecond level precision.',
    type: 'string',
    format: 'date-time',
  },
  [FIELDS_V1]: {
    description: "FieldsV1 is a set of fields as nested maps: 'f:<name>', 'k:<keys>', 'v:<value>' and '.'.",
    type: 'object',
  },
  [PATCH]: { description: 'Patch is the body of a PATCH request, in one of several forms.', type: 'object' },
  [RAW_EXTENSION]: { description: 'RawExtension is an object of any kind.', type: 'object' },
  [`${APIEXTENSIONS}.JSON`]: { description: 'JSON is any JSON value.' },
  [`${APIEXTENSIONS}.JSONSchemaPropsOrBool`]: { description: 'A JSON schema or a boolean.' },
  [`${APIEXTENSIONS}.JSONSchemaPropsOrArray`]: { description: 'A JSON schema or a list of them.' },
  [`${APIEXTENSIONS}.JSONSchemaPropsOrStringArray`]: { description: 'A JSON schema or a list of strings.' },
  [`${APIEXTENSIONS}.CustomResourceSubresourceStatus`]: {
    description: 'CustomResourceSubresourceStatus turns the status subresource on.',
    type: 'object',
  },
};

/** Fields, or maps of, Quantity. */
export const QUANTITY_FIELDS: ReadonlySet<string> = new Set(
  (
    'CSIStorageCapacity.capacity CSIStorageCapacity.maximumVolumeSize ContainerStatus.allocatedResources ' +
    'EmptyDirVolumeSource.sizeLimit HPAScalingRules.tolerance LimitRangeItem.default LimitRangeItem.defaultRequest LimitRangeItem.max ' +
    'LimitRangeItem.maxLimitRequestRatio LimitRangeItem.min MetricTarget.averageValue MetricTarget.value ' +
    'MetricValueStatus.averageValue MetricValueStatus.value NodeStatus.allocatable NodeStatus.capacity ' +
    'Overhead.podFixed PersistentVolumeClaimStatus.allocatedResources PersistentVolumeClaimStatus.capacity ' +
    'PersistentVolumeSpec.capacity PodSpec.overhead ResourceFieldSelector.divisor ResourceQuotaSpec.hard ' +
    'ResourceQuotaStatus.hard ResourceQuotaStatus.used ResourceRequirements.limits ' +
    'ResourceRequirements.requests VolumeResourceRequirements.limits VolumeResourceRequirements.requests'
  ).split(' '),
);

/** Fields the client library types as `any`. */
export const ANY_FIELDS: ReadonlyMap<string, string> = new Map([
  ['ControllerRevision.data', RAW_EXTENSION],
  ['WatchEvent.object', RAW_EXTENSION],
  ['ManagedFieldsEntry.fieldsV1', FIELDS_V1],
  ['CustomResourceSubresources.status', `${APIEXTENSIONS}.CustomResourceSubresourceStatus`],
  ['JSONSchemaProps.additionalItems', `${APIEXTENSIONS}.JSONSchemaPropsOrBool`],
  ['JSONSchemaProps.additionalProperties', `${APIEXTENSIONS}.JSONSchemaPropsOrBool`],
  ['JSONSchemaProps.default', `${APIEXTENSIONS}.JSON`],
  ['JSONSchemaProps.dependencies', `${APIEXTENSIONS}.JSONSchemaPropsOrStringArray`],
  ['JSONSchemaProps.enum', `${APIEXTENSIONS}.JSON`],
  ['JSONSchemaProps.example', `${APIEXTENSIONS}.JSON`],
  ['JSONSchemaProps.items', `${APIEXTENSIONS}.JSONSchemaPropsOrArray`],
]);
