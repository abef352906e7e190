import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { z } from 'zod';

/** Where a sandbox's daemon is, and what it takes to be let in. */
export interface Upstream {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly ca: string | undefined;
}

const accessSchema = z.object({
  host: z.string(),
  headers: z.record(z.string(), z.string()),
  certificateAuthority: z.string().nullable(),
});

/** @throws Error where the server doesn't know the sandbox, or the key */
export async function accessTo(server: string, apiKey: string, sandbox: string): Promise<Upstream> {
  const answer = await fetch(`${server}/v1/sandboxes/${encodeURIComponent(sandbox)}/docker`, {
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  if (!answer.ok) throw new Error(`the server answers ${answer.status}: ${await answer.text()}`);
  const { host, headers, certificateAuthority } = accessSchema.parse(await answer.json());
  const url = new URL(host.replace(/^tcp:/, new URL(server).protocol));
  return { url, headers, ca: certificateAuthority ?? undefined };
}

/**
 * What isn't handed on: headers of the connection, and that the client would take a compressed answer, because a daemon
 * gives none, and so nobody expects one (Workers do give one).
 */
const NOT_ASKED: ReadonlySet<string> = new Set(['upgrade', 'connection', 'accept-encoding']);

/** Begins a request for what another one asks for. */
export function forward(
  { url, headers, ca }: Upstream,
  incoming: IncomingMessage,
): ReturnType<typeof httpRequest> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const asked = Object.entries(incoming.headers).filter(([name]) => !NOT_ASKED.has(name));
  return send({
    hostname: url.hostname,
    port: url.port,
    path: url.pathname + (incoming.url ?? '/'),
    method: incoming.method,
    headers: { ...Object.fromEntries(asked), ...headers, host: url.host },
    ...(ca === undefined ? {} : { ca }),
  });
}
