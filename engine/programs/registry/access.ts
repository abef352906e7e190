import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { type Credentials, credentialsOf } from '../http/credentials.ts';
import { type HttpReply, type HttpRequest, pathOf } from '../http/message.ts';
import { json } from '../http/replies.ts';
import { bcrypt, COST_MAX, costOf, matchesBcrypt } from '../passwords/bcrypt.ts';
import { apiVersion, log } from './log.ts';

/** Who may come in: whoever is in a file that htpasswd wrote, with bcrypt. */
export type Access = { readonly realm: string; readonly path: string };

const DEFAULT_USER = 'docker';
const DEFAULT_COST = 5;
const SALT_BYTES = 16;

/** Where the file is missing, the registry makes one, with a user whose password is in its log. @throws SystemError */
export function provision(system: System, { path }: Access): void {
  try {
    system.readText(path);
    return;
  } catch (error) {
    if (!(error instanceof SystemError && error.code === 'ENOENT')) throw error;
  }
  const bytes = (count: number) =>
    Uint8Array.from({ length: count }, () => Math.floor(system.random() * 256));
  const password = btoa(String.fromCharCode(...bytes(32)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
  system.writeText(path, `${DEFAULT_USER}:${bcrypt(password, DEFAULT_COST, bytes(SALT_BYTES))}\n`);
  const fields = `password=${password} user=${DEFAULT_USER}`;
  log(system, 'warning', 'htpasswd is missing, provisioning with default user', fields);
}

/** @returns the refusal; undefined: whoever asks may come in */
export function challenge(system: System, access: Access, request: HttpRequest): HttpReply | undefined {
  const credentials = credentialsOf(request);
  if (credentials !== undefined && isKnown(system, access, credentials)) return undefined;
  const why = credentials === undefined ? 'invalid authorization credential' : 'authentication failure';
  if (credentials !== undefined)
    log(system, 'error', `error authenticating user \\"${credentials.user}\\": ${why}`);
  log(
    system,
    'warning',
    `error authorizing context: basic authentication challenge for realm \\"${access.realm}\\": ${why}`,
  );
  const detail = recordsOf(request);
  return json(401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required', detail }] }, [
    apiVersion,
    ['Www-Authenticate', `Basic realm="${access.realm}"`],
    ['X-Content-Type-Options', 'nosniff'],
  ]);
}

/** The file is read anew each time: what was added to it counts at once. */
function isKnown(system: System, { path }: Access, { user, password }: Credentials): boolean {
  try {
    for (const line of system.readText(path).split('\n')) {
      const clean = line.trim();
      if (!clean.startsWith(`${user}:`)) continue;
      const stored = clean.slice(user.length + 1);
      if ((costOf(stored) ?? 0) > COST_MAX) {
        log(system, 'error', `a bcrypt cost of more than ${COST_MAX} is not part of this simulation`);
      }
      return matchesBcrypt(password, stored);
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    log(system, 'error', `open ${path}: ${error.message.toLowerCase()}`);
  }
  return false;
}

/** What the request would have needed, as the registry's errors say it. */
function recordsOf({ target, method }: HttpRequest): readonly object[] | null {
  const path = pathOf(target);
  if (path === '/v2/_catalog') return [{ Type: 'registry', Class: '', Name: 'catalog', Action: '*' }];
  const [, name] = /^\/v2\/(.+)\/(?:tags\/list|manifests|blobs)(?:\/|$)/.exec(path) ?? [];
  if (name === undefined) return null;
  const actions = method === 'DELETE' ? ['delete'] : isReading(method) ? ['pull'] : ['pull', 'push'];
  return actions.map((Action) => ({
    Type: 'repository',
    Class: '',
    Name: name.replace(/\/blobs$/, ''),
    Action,
  }));
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
