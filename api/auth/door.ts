import { unauthorized } from '../../engine/kubernetes/apiserver/status.ts';
import { authenticated, type UserInfo } from '../../engine/kubernetes/apiserver/user.ts';
import { responseOf } from '../docker/reply.ts';
import { unauthorized as unknownToDocker } from '../docker/respond.ts';
import type { Caller, ClientCertificate, Connection, Host, Room } from '../host.ts';
import { represent } from '../kubernetes/representation.ts';
import { errorResponse } from '../kubernetes/response.ts';
import { unknownToSandbox } from '../outside/refusals.ts';
import { type Credential, type CredentialScope, userOf, verify } from './credential.ts';

/** Where a request wants to go: a sandbox named in the path, or the one that an access key in the path is for. */
export type Door = { readonly rest: string; readonly requestId: string } & (
  | { readonly sandbox: string }
  | { readonly accessKey: string }
);

const ROOMS: readonly Room[] = ['kubernetes', 'docker', 'http', 'tcp'];

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
    (one) =>
      (wanted === undefined || one?.credential.sandboxId === wanted) && opens(one?.credential.scope, room),
  );
  if (visitor === undefined || room === undefined) return unknownVisitor(request, room, path, door.requestId);
  const begin = 'sandbox' in door ? `/s/${door.sandbox}` : `/a/${door.accessKey}`;
  const place = { room, path, door: `${begin}/${room}`, requestId: door.requestId };
  const inside = isForPrograms(room) && 'sandbox' in door ? withoutCredential(request) : request;
  return letIn(host, inside, visitor, place, room === 'kubernetes' ? undefined : connection.stdin);
}

function opens(scope: CredentialScope | undefined, room: Room | undefined): boolean {
  if (room === 'http') return scope !== undefined;
  return scope !== undefined && scope === (room === 'tcp' ? 'docker' : room);
}

/** True of a room behind which are the programs of the sandbox, whose own the rest of a request is. */
function isForPrograms(room: Room | undefined): boolean {
  return room === 'http' || room === 'tcp';
}

/** The programs of a sandbox needn't know by what its visitors come in. */
function withoutCredential(request: Request): Request {
  const inside = new Request(request);
  inside.headers.delete('authorization');
  return inside;
}

/** In the words of those who live behind the door. */
async function unknownVisitor(
  request: Request,
  room: Room | undefined,
  path: string,
  requestId: string,
): Promise<Response> {
  if (room === 'docker') return responseOf(unknownToDocker());
  if (isForPrograms(room)) return unknownToSandbox(requestId);
  return represent(errorResponse(unauthorized()), request, path);
}

/** Which room the rest of a path leads to, and where in it. */
function behind(rest: string): { readonly room: Room | undefined; readonly path: string } {
  const [, first, path] = /^\/?([a-z]+)(?=\/|$)(.*)$/s.exec(rest) ?? [];
  const room = ROOMS.find((each) => each === first);
  return room === undefined ? { room, path: '/' } : { room, path: path || '/' };
}

/**
 * As above, for a path that names no sandbox: a request goes to the one whose credential it carries, because some
 * clients leave out the path of the server. Undefined where it carries none.
 */
export async function openRootDoor(
  host: Host,
  request: Request,
  connection: Connection,
  requestId: string,
): Promise<Response | undefined> {
  const visitors = await visitorsOf(host, request, connection);
  const visitor = visitors.find(({ credential }) => credential.scope === 'kubernetes');
  if (visitor === undefined) return undefined;
  const place = { room: 'kubernetes', path: new URL(request.url).pathname, door: '', requestId } as const;
  return letIn(host, request, visitor, place);
}

function letIn(
  host: Host,
  request: Request,
  visitor: Visitor,
  place: Pick<Caller, 'room' | 'path' | 'door' | 'requestId'>,
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
