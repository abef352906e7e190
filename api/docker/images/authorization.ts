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
  const text = (headers.get('X-Registry-Auth') ?? '').replaceAll('-', '+').replaceAll('_', '/');
  if (text === '' || text.length > CHARACTERS_MAX) return NOBODY;
  try {
    const parsed = authSchema.safeParse(
      JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)))),
    );
    if (!parsed.success || parsed.data.username === '') return NOBODY;
    const { username, password } = parsed.data;
    return { user: username, authorization: basic(username, password) };
  } catch {
    return NOBODY;
  }
}
