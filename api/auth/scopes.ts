/**
 * What an API key may do. `admin`: everything, keys and tenants included. `provision`: make, change, drive and
 * remove sandboxes, and mint credentials for them. `grade`: grade. `read`: look at sandboxes.
 */
export const SCOPES = ['admin', 'provision', 'grade', 'read'] as const;

export type Scope = (typeof SCOPES)[number];

/** True where a key with these scopes may do what asks for one of `wanted`. */
export function permits(scopes: readonly Scope[], wanted: readonly Scope[]): boolean {
  return scopes.includes('admin') || wanted.some((scope) => scopes.includes(scope));
}
