import { unauthorized } from '../../engine/kubernetes/apiserver/status.ts';
import { authenticated, type UserInfo } from '../../engine/kubernetes/apiserver/user.ts';
import { unauthorized as unknownToDocker } from '../docker/respond.ts';
import type { Caller, ClientCertificate, Connection, Host, Room } from '../host.ts';
import { represent } from '../kubernetes/representation.ts';
import { errorResponse } from '../kubernetes/response.ts';
import { type Credential, userOf, verify } from './credential.ts';

/** Where a request wants to go: a sandbox named in the path, or the one that an access key in the path is for. */
export type Door =
  | { readonly sandbox: string; readonly rest: string }
  | { readonly accessKey: string; readonly rest: string };

const BEARER = /^Bearer +(\S+)$/i;

/** Somebody whose credential was verified: whether it is revoked is the sandbox's to say. */
interface Visitor {
  readonly credential: Credential;
  readonly user: UserInfo;
}

/**
 * Lets a request into a sandbox if it carries that sandbox's credential. Everything else is answered alike,
 * whether the sandbox exists or not.
 */
export async function openDoor(
  host: Host,
  request: Request,
  connection: Connection,
  door: Door,
): Promise<Response> {
  const visitors =
    'accessKey' in door
      ? [await bearerOf(host, door.accessKey)]
      : await visitorsOf(host, request, connection);
  const wanted = 'sandbox' in door ? door.sandbox : undefined;
  const { room, path } = behind(door.rest);
  const visitor = visitors.find(
    (one) => (wanted === undefined || one?.credential.sandboxId === wanted) && one?.credential.scope === room,
  );
  if (room === 'docker') {
    return visitor === undefined
      ? unknownToDocker()
      : letIn(host, request, visitor, { room, path }, connection.stdin);
  }
  if (visitor === undefined || room === undefined) {
    return represent(errorResponse(unauthorized()), request, path);
  }
  return letIn(host, request, visitor, { room, path });
}

/** Which room the rest of a path leads to, and where in it. */
function behind(rest: string): { readonly room: Room | undefined; readonly path: string } {
  const [, room, path] = /^\/?(kubernetes|docker)(?=\/|$)(.*)$/s.exec(rest) ?? [];
  return { room: room === 'kubernetes' || room === 'docker' ? room : undefined, path: path || '/' };
}

/**
 * As above, for a path that names no sandbox: a request goes to the one whose credential it carries, because some
 * clients leave out the path of the server. Undefined where it carries none.
 */
export async function openRootDoor(
  host: Host,
  request: Request,
  connection: Connection,
): Promise<Response | undefined> {
  const visitors = await visitorsOf(host, request, connection);
  const visitor = visitors.find(({ credential }) => credential.scope === 'kubernetes');
  if (visitor === undefined) return undefined;
  return letIn(host, request, visitor, { room: 'kubernetes', path: new URL(request.url).pathname });
}

function letIn(
  host: Host,
  request: Request,
  visitor: Visitor,
  place: Pick<Caller, 'room' | 'path'>,
  stdin?: ReadableStream<Uint8Array>,
): Promise<Response> {
  const { sandboxId, generation } = visitor.credential;
  const caller = { ...place, user: authenticated(visitor.user), sandboxId, generation };
  return host.sandbox(sandboxId).fetch(request, caller, stdin);
}

/** All that a request's credentials make it, a certificate first, as apiserver asks for them. */
async function visitorsOf(host: Host, request: Request, connection: Connection): Promise<Visitor[]> {
  const token = BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
  const found = [
    certified(host, connection.clientCertificate),
    token === undefined ? undefined : await bearerOf(host, token),
  ];
  return found.filter((visitor) => visitor !== undefined);
}

async function bearerOf(host: Host, token: string): Promise<Visitor | undefined> {
  const credential = await verify(host, token);
  if (credential === undefined) return undefined;
  return { credential, user: userOf(credential) };
}

/** Where apiserver says which of a user's credentials a request came with (user.CredentialIDKey). */
const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';

function certified(host: Host, certificate: ClientCertificate | undefined): Visitor | undefined {
  if (certificate === undefined) return undefined;
  const { credential, notBefore, notAfter, fingerprint } = certificate;
  if (host.now() < notBefore || host.now() >= notAfter) return undefined;
  const extra = { [CREDENTIAL_ID]: [`X509SHA256=${fingerprint}`] };
  return { credential, user: { ...userOf(credential), extra } };
}
