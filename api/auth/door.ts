import { unauthorized } from '../../engine/kubernetes/apiserver/status.ts';
import type { Host } from '../host.ts';
import { errorResponse } from '../kubernetes/response.ts';
import { verify } from './credential.ts';

/** Where a request wants to go: a sandbox named in the path, or the one that an access key in the path is for. */
export type Door =
  | { readonly sandbox: string; readonly rest: string }
  | { readonly accessKey: string; readonly rest: string };

/** The user that a sandbox's kubeconfig makes its holder: kubeadm's administrator. */
const KUBECONFIG_USER = 'kubernetes-admin';

const BEARER = /^Bearer +(\S+)$/i;

/**
 * Lets a request into a sandbox if it carries that sandbox's credential. Everything else is answered alike,
 * whether the sandbox exists or not.
 */
export async function openDoor(host: Host, request: Request, door: Door): Promise<Response> {
  const token =
    'accessKey' in door ? door.accessKey : BEARER.exec(request.headers.get('authorization') ?? '')?.[1];
  const credential = token === undefined ? undefined : await verify(host, token);
  const wanted = 'sandbox' in door ? door.sandbox : credential?.sandboxId;
  const inside = /^\/?kubernetes(?=\/|$)(.*)$/s.exec(door.rest);
  if (credential === undefined || credential.sandboxId !== wanted || inside === null) {
    return errorResponse(unauthorized());
  }
  const path = inside[1] === '' || inside[1] === undefined ? '/' : inside[1];
  return host
    .sandbox(credential.sandboxId)
    .fetch(request, { path, user: KUBECONFIG_USER, generation: credential.generation });
}
