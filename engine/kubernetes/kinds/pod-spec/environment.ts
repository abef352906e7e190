import type { FieldErrors } from '../../apiserver/field-errors.ts';
import { dns1123Subdomain } from '../../apiserver/names.ts';
import type { EnvFromSource, EnvVar, EnvVarSource } from '../../schemas/generated/types.ts';
import { keyProblems } from '../data.ts';
import { ENV_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-references.ts';

/** apimachinery's IsRelaxedEnvVarName, which counts since 1.32. */
function validateName(name: string, field: string, errors: FieldErrors): void {
  if (/^[ -<>-~]+$/.test(name)) return;
  const why =
    "a valid environment variable name must consist only of printable ASCII characters other than '='";
  errors.invalid(field, name, why);
}

export function validateEnv(variables: readonly EnvVar[], field: string, errors: FieldErrors): void {
  for (let index = 0; index < variables.length; index++) {
    const variable = variables[index];
    if (variable === undefined) continue;
    const at = `${field}[${index}]`;
    if (variable.name === '') errors.required(`${at}.name`);
    else validateName(variable.name, `${at}.name`, errors);
    if (variable.valueFrom !== undefined) {
      validateSource(variable.valueFrom, variable.value ?? '', `${at}.valueFrom`, errors);
    }
  }
}

function validateSource(source: EnvVarSource, value: string, field: string, errors: FieldErrors): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  if (fieldRef !== undefined) validateFieldRef(fieldRef, ENV_FIELDS, `${field}.fieldRef`, errors);
  if (resourceFieldRef !== undefined) {
    validateResourceFieldRef(resourceFieldRef, false, `${field}.resourceFieldRef`, errors);
  }
  if (configMapKeyRef !== undefined) validateKeyRef(configMapKeyRef, `${field}.configMapKeyRef`, errors);
  if (secretKeyRef !== undefined) validateKeyRef(secretKeyRef, `${field}.secretKeyRef`, errors);
  const count = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef].filter(
    (one) => one !== undefined,
  ).length;
  if (count === 0) {
    const why = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
    errors.invalid(field, '', why);
  } else if (value !== '') errors.invalid(field, '', 'may not be specified when `value` is not empty');
  else if (count > 1) errors.invalid(field, '', 'may not have more than one field specified at a time');
}

function validateKeyRef(ref: { name?: string; key: string }, field: string, errors: FieldErrors): void {
  const { name = '', key } = ref;
  for (const problem of dns1123Subdomain(name)) errors.invalid(`${field}.name`, name, problem);
  if (key === '') errors.required(`${field}.key`);
  else for (const problem of keyProblems(key)) errors.invalid(`${field}.key`, key, problem);
}

export function validateEnvFrom(sources: readonly EnvFromSource[], field: string, errors: FieldErrors): void {
  sources.forEach(({ prefix = '', configMapRef, secretRef }, index) => {
    const at = `${field}[${index}]`;
    if (prefix !== '') validateName(prefix, `${at}.prefix`, errors);
    if (configMapRef !== undefined) validateRef(configMapRef.name ?? '', `${at}.configMapRef.name`, errors);
    if (secretRef !== undefined) validateRef(secretRef.name ?? '', `${at}.secretRef.name`, errors);
    // Upstream names the list, not the item.
    if (configMapRef === undefined && secretRef === undefined) {
      errors.invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`');
    } else if (configMapRef !== undefined && secretRef !== undefined) {
      errors.invalid(field, '', 'may not have more than one field specified at a time');
    }
  });
}

function validateRef(name: string, field: string, errors: FieldErrors): void {
  if (name === '') errors.required(field);
  else for (const problem of dns1123Subdomain(name)) errors.invalid(field, name, problem);
}
