import { JsonSyntaxError, parseJson } from '../../apiserver/decode/json-text.ts';
import type { FieldErrors } from '../../apiserver/field-errors.ts';
import type { SecretObject } from '../secret.ts';
import { decodeSecret } from './encoding.ts';

const SERVICE_ACCOUNT_NAME = 'kubernetes.io/service-account.name';

type TypeRule = (secret: SecretObject, errors: FieldErrors) => void;

/** What upstream's ValidateSecret asks of each built-in type. */
const RULES: ReadonlyMap<string, TypeRule> = new Map([
  ['kubernetes.io/service-account-token', requireServiceAccount],
  ['kubernetes.io/dockercfg', (secret, errors) => requireJson(secret, '.dockercfg', errors)],
  ['kubernetes.io/dockerconfigjson', (secret, errors) => requireJson(secret, '.dockerconfigjson', errors)],
  ['kubernetes.io/basic-auth', requireBasicAuth],
  ['kubernetes.io/ssh-auth', requireSshKey],
  ['kubernetes.io/tls', requireTls],
]);

export function validateSecretType(secret: SecretObject, errors: FieldErrors): void {
  RULES.get(secret.type ?? '')?.(secret, errors);
}

function dataOf({ data = {} }: SecretObject, key: string): string | undefined {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

function requireServiceAccount({ metadata }: SecretObject, errors: FieldErrors): void {
  // A controller adds the token and the rest later.
  const { annotations = {} } = metadata;
  const name = Object.hasOwn(annotations, SERVICE_ACCOUNT_NAME) ? annotations[SERVICE_ACCOUNT_NAME] : '';
  if (name === '') errors.required(`metadata.annotations[${SERVICE_ACCOUNT_NAME}]`);
}

function requireJson(secret: SecretObject, key: string, errors: FieldErrors): void {
  const data = dataOf(secret, key);
  if (data === undefined) {
    errors.required(`data[${key}]`);
    return;
  }
  const problem = objectProblem(decodeSecret(data));
  if (problem !== undefined) errors.invalid(`data[${key}]`, '<secret contents redacted>', problem);
}

/** Why Go can't read a text into a map; a null it can. */
function objectProblem(text: string): string | undefined {
  try {
    const value = parseJson(text);
    if (value === null || (typeof value === 'object' && !Array.isArray(value))) return undefined;
    const found = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    return `json: cannot unmarshal ${found} into Go value of type map[string]interface {}`;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message;
    throw error;
  }
}

function requireBasicAuth(secret: SecretObject, errors: FieldErrors): void {
  if (dataOf(secret, 'username') !== undefined || dataOf(secret, 'password') !== undefined) return;
  errors.required('data[username]');
  errors.required('data[password]');
}

function requireSshKey(secret: SecretObject, errors: FieldErrors): void {
  if ((dataOf(secret, 'ssh-privatekey') ?? '') === '') errors.required('data[ssh-privatekey]');
}

function requireTls(secret: SecretObject, errors: FieldErrors): void {
  for (const key of ['tls.crt', 'tls.key']) {
    if (dataOf(secret, key) === undefined) errors.required(`data[${key}]`);
  }
}

/** Go's crypto/tls says more where the certificate itself is wrong: nothing here reads certificates. */
export function secretWarnings(secret: SecretObject): string[] {
  if (secret.type !== 'kubernetes.io/tls') return [];
  for (const [key, input] of [
    ['tls.crt', 'certificate'],
    ['tls.key', 'key'],
  ] as const) {
    if (!decodeSecret(dataOf(secret, key) ?? '').includes('-----BEGIN ')) {
      return [`tls: failed to find any PEM data in ${input} input`];
    }
  }
  return [];
}
