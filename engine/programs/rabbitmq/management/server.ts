import { SystemError } from '../../../filesystem/errors.ts';
import type { Wait } from '../../../linux/system.ts';
import type { HttpReply, HttpRequest } from '../../http/message.ts';
import { type HttpServer, serveConnections } from '../../http/server.ts';
import { anywhere } from '../../options.ts';
import type { Node } from '../node.ts';
import { withNeeded } from '../serving/boot.ts';
import { answerApi } from './api.ts';
import { metrics, page } from './pages.ts';

const METRICS_PORT = 15_692;

/** Serves the management interface and the metrics, where their plugins are enabled. @returns what they wait for */
export function serveManagement(node: Node): Wait {
  const { system, facts } = node;
  const wanted = portsOf(node);
  const has = facts.http?.addresses.map(({ port }) => port) ?? [];
  if (wanted.join() !== has.join()) listenAnew(node, wanted);
  if (facts.http === undefined) return {};
  const next = serveConnections(serverOf(node), system, facts.http);
  return 'until' in next ? next.until : {};
}

function portsOf({ facts }: Node): number[] {
  const plugins = withNeeded(facts.plugins);
  return [
    ...(plugins.includes('rabbitmq_management') ? [facts.configuration.managementPort] : []),
    ...(plugins.includes('rabbitmq_prometheus') ? [METRICS_PORT] : []),
  ];
}

function listenAnew({ system, facts }: Node, ports: readonly number[]): void {
  for (const listener of facts.http?.listeners ?? []) system.close(listener);
  for (const { descriptor } of facts.http?.connections ?? [])
    if (system.isOpen(descriptor)) system.close(descriptor);
  facts.http = undefined;
  if (ports.length === 0) return;
  const listeners: number[] = [];
  for (const port of ports) {
    try {
      listeners.push(system.listen(anywhere(port)));
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
  facts.http = { own: null, addresses: ports.map(anywhere), listeners, connections: [], readyAtMs: 0 };
}

function serverOf(node: Node): HttpServer<null> {
  return {
    begin: () => 1,
    answer: (_system, _own, request) => answer(node, request),
    serverName: () => 'Cowboy',
  };
}

function answer(node: Node, request: HttpRequest): HttpReply {
  const headers = [['Server', 'Cowboy'] as const];
  if (request.local.port === METRICS_PORT)
    return request.target.startsWith('/metrics')
      ? {
          status: 200,
          headers: [...headers, ['Content-Type', 'text/plain; version=0.0.4']],
          body: metrics(node),
        }
      : { status: 404, headers };
  if (request.target.startsWith('/api/') || request.target === '/api') return answerApi(node, request);
  if (request.target === '/' || request.target === '/index.html')
    return { status: 200, headers: [...headers, ['Content-Type', 'text/html']], body: page() };
  return {
    status: 404,
    headers: [...headers, ['Content-Type', 'application/json']],
    body: '{"error":"Object Not Found","reason":"Not Found"}',
  };
}
