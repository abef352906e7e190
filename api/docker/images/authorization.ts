import { z } from 'zod';

const authSchema = z.object({ username: z.string().default(''), password: z.string().default('') });

/** Who asks a registry. Both are empty where nobody has logged in. */
export interface RegistryUser {
  readonly user: string;
  /** `user:password` in base64. */
  readonly authorization: string;
}

/** `user:password` in base64, as the scheme Basic has it. */
export function basic(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const NOBODY: RegistryUser = { user: '', authorization: '' };
const CHARACTERS_MAX = 16_384;

/** What the client has of `docker login`, in the header X-Registry-Auth; what makes no sense is nobody. */
export function registryUser(headers: Headers): RegistryUser {
  const { username = '', password = '' } = headerOf(headers, 'X-Registry-Auth', authSchema) ?? {};
  return username === '' ? NOBODY : { user: username, authorization: basic(username, password) };
}

/** The same of all registries, in the header X-Registry-Config of a build: `user:password` in base64 by their domain. */
export function registryLogins(headers: Headers): Record<string, string> {
  const users = headerOf(headers, 'X-Registry-Config', z.record(z.string(), authSchema)) ?? {};
  const known = Object.entries(users).filter(([, { username }]) => username !== '');
  return Object.fromEntries(
    known.map(([address, { username, password }]) => [domainOf(address), basic(username, password)]),
  );
}

/** Of `https://index.docker.io/v1/`: as it stands in references. */
function domainOf(address: string): string {
  const [domain = ''] = address.replace(/^https?:\/\//, '').split('/', 1);
  return domain === 'index.docker.io' ? 'docker.io' : domain;
}

/** JSON in base64, as it may stand in addresses. */
function headerOf<T>(headers: Headers, name: string, schema: z.ZodType<T>): T | undefined {
  const text = (headers.get(name) ?? '').replaceAll('-', '+').replaceAll('_', '/');
  if (text === '' || text.length > CHARACTERS_MAX) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}
