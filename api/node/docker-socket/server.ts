import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { takeOverConnections } from '../hijack.ts';
import { answerConnection } from './connection.ts';
import { forward, type Upstream } from './upstream.ts';

/** A server that answers as a sandbox's Docker daemon does. It listens nowhere yet. */
export function dockerServer(upstream: Upstream): Server {
  const server = createServer({ shouldUpgradeCallback: takesOver }, (incoming, response) =>
    answer(upstream, incoming, response),
  );
  takeOverConnections(server, (request, _socket, stdin) => answerConnection(upstream, request, stdin));
  return server;
}

const UNREACHED = '{"message":"the server can not be reached"}\n';

function takesOver({ headers }: IncomingMessage): boolean {
  return ['tcp', 'websocket'].includes(headers.upgrade?.toLowerCase() ?? '');
}

function answer(upstream: Upstream, incoming: IncomingMessage, response: ServerResponse): void {
  const request = forward(upstream, incoming);
  request.on('response', (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    response.flushHeaders();
    // Where the server dies in the middle, the client isn't left waiting.
    pipeline(answered, response, () => response.destroy());
  });
  request.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'Content-Type': 'application/json' }).end(UNREACHED);
  });
  response.on('close', () => request.destroy());
  incoming.pipe(request);
}
