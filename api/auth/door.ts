import { unauthorized } from '../../engine/kubernetes/apiserver/status.ts';
import { authenticated, type UserInfo } from '../../engine/kubernetes/apiserver/user.ts';
import type { ClientCertificate, Connection, Host } from '../host.ts';
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
  const visitor = visitors.find((one) => wanted === undefined || one?.credential.sandboxId === wanted);
  const inside = /^\/?kubernetes(?=\/|$)(.*)$/s.exec(door.rest);
  if (visitor === undefined || inside === null) {
    return represent(errorResponse(unauthorized()), request, inside?.[1] || '/');
  }
  return letIn(host, request, visitor, inside[1] || '/');
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
  const [visitor] = await visitorsOf(host, request, connection);
  return visitor === undefined ? undefined : letIn(host, request, visitor, new URL(request.url).pathname);
}

function letIn(host: Host, request: Request, visitor: Visitor, path: string): Promise<Response> {
  const { sandboxId, generation } = visitor.credential;
  return host
    .sandbox(sandboxId)
    .fetch(request, { path, user: authenticated(visitor.user), sandboxId, generation });
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
