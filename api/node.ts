import { createServer as createHttpsServer, type ServerOptions as HttpsServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
import pino from 'pino';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { type CertificateAuthority, certificateAuthority } from './node/certificate-authority.ts';
import { ClientCertificateReader } from './node/client-certificates.ts';
import { asksForConnection, takeOverConnections } from './node/hijack.ts';
import { NodeHost } from './node/host.ts';
import { fromFiles, selfSigned, type TlsMaterial } from './node/tls.ts';
import { ensureFirstTenant } from './platform/first-tenant.ts';
import { sweepExpired } from './platform/sweep.ts';

/** How long a client may take for a request's headers, and for all of it: upstream's --request-timeout. */
const HEADERS_TIMEOUT_MS = 30_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** How often expired sandboxes are looked for. */
const EXPIRY_SWEEP_MS = 60_000;

export interface RunningAtoll {
  readonly url: string;
  /** The first tenant's key, if it was made now: it is stored nowhere else. */
  readonly madeApiKey: string | undefined;
  readonly host: NodeHost;
  close(): Promise<void>;
}

/** The server's own certificate, and the CA that signs those of clients. */
interface Tls {
  readonly material: TlsMaterial;
  readonly authority: CertificateAuthority;
}

async function tlsOf(config: Config): Promise<Tls | undefined> {
  if (config.ATOLL_TLS === 'off') return undefined;
  const now = Date.now();
  const authority = await certificateAuthority(join(config.ATOLL_DATA, 'tls'), now);
  if (config.ATOLL_TLS === 'files') return { material: materialOf(config), authority };
  const names = ['localhost', '127.0.0.1', '::1', config.HOST];
  return { material: await selfSigned(authority, [...new Set(names)], now), authority };
}

function materialOf(config: Config): TlsMaterial {
  const { ATOLL_TLS_CERT: cert, ATOLL_TLS_KEY: key, ATOLL_TLS_CA: ca } = config;
  if (cert === undefined || key === undefined)
    throw new Error('ATOLL_TLS_CERT and ATOLL_TLS_KEY: both are needed');
  return fromFiles(cert, key, ca);
}

/** A client may show a certificate and need not; a bad one is as good as none, and the doors say so. */
function serverOptions({ material, authority }: Tls): HttpsServerOptions {
  return {
    key: material.key,
    cert: material.cert,
    ca: authority.certificate.toString('pem'),
    requestCert: true,
    rejectUnauthorized: false,
    allowHalfOpen: true,
  };
}

/** Starts Atoll on Node. @throws Error where the configuration or the port can't be used */
export async function startNodeHost(config: Config): Promise<RunningAtoll> {
  const logger = pino({ level: config.ATOLL_LOG, base: null });
  const tls = await tlsOf(config);
  const host = new NodeHost({
    dataDir: config.ATOLL_DATA,
    publicUrl: config.ATOLL_PUBLIC_URL?.replace(/\/$/, ''),
    certificateAuthority: tls?.material.ca,
    clientAuthority: tls?.authority,
    signingKey:
      config.ATOLL_SIGNING_KEY === undefined ? undefined : Buffer.from(config.ATOLL_SIGNING_KEY, 'base64'),
    rateLimit: { perSecond: config.ATOLL_RATE_LIMIT, burst: 10 * config.ATOLL_RATE_LIMIT },
    log: (level, message, fields) => logger[level](fields ?? {}, message),
  });
  const madeApiKey = await ensureFirstTenant(host, config.ATOLL_API_KEY);
  const app = createApp(host);
  const sweep = setInterval(() => {
    sweepExpired(host).catch((error) =>
      host.log('error', 'the expiry sweep failed', { error: String(error) }),
    );
  }, EXPIRY_SWEEP_MS);
  const certificates = tls === undefined ? undefined : new ClientCertificateReader(tls.authority);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const timeouts = {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      shouldUpgradeCallback: asksForConnection,
    };
    const options = {
      fetch: (request: Request, { incoming }: HttpBindings | Http2Bindings) =>
        app.fetch(request, { clientCertificate: certificates?.of(incoming.socket) }),
      port: config.PORT,
      hostname: config.HOST,
      ...(tls === undefined
        ? { serverOptions: timeouts }
        : { createServer: createHttpsServer, serverOptions: { ...timeouts, ...serverOptions(tls) } }),
    };
    const started = serve(options, () => resolve(started));
    started.on('error', reject);
    takeOverConnections(started, (request, socket, stdin) =>
      app.fetch(request, { clientCertificate: certificates?.of(socket), stdin }),
    );
  });
  const { port } = addressOf(server.address());
  const name = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  const url = `${tls === undefined ? 'http' : 'https'}://${name}:${port}`;
  return {
    url,
    madeApiKey,
    host,
    async close() {
      clearInterval(sweep);
      await host.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server has no address');
  return address;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const atoll = await startNodeHost(config);
  const lines = [`Atoll listens on ${atoll.url}`, `  reference: ${atoll.url}/docs`];
  if (atoll.madeApiKey !== undefined) lines.push(`  first API key, shown only now: ${atoll.madeApiKey}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1);
      closing = true;
      void atoll.close().then(() => process.exit(0));
    });
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    process.stderr.write(`atoll: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
