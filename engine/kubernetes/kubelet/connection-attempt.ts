import { SystemError } from '../../filesystem/errors.ts';
import { packed, unpacked } from '../../filesystem/packed.ts';
import type {
  Container,
  EphemeralContainer,
  IntOrString,
  LifecycleHandler,
  Probe,
} from '../schemas/generated/types.ts';
import type { Target } from './attempt.ts';
import { hostNetwork } from './node-host.ts';
import type { Attempt, AttemptOutcome, Question } from './state.ts';

/** The kubelet's version, as kube-probe tells it. */
const USER_AGENT = 'kube-probe/1.33';

/** What is read of an answer: its status line and some headers. */
const ANSWER_CHARS_MAX = 4096;

/** The beginning of a TLS handshake, and of HTTP/2: enough for a server to see that it isn't HTTP/1. */
const CLIENT_HELLO = '\u0016\u0003\u0001\u0000\u0009\u0001\u0000\u0000\u0005\u0003\u0003\r\n\r\n';
const HTTP2_PREFACE =
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000';

type Connecting = Extract<Attempt, { readonly is: 'connecting' | 'asking' }>;

const SUCCESS: AttemptOutcome = { result: 'success' };

/** Connects from the node, as the kubelet does. */
export function beginConnection(
  target: Target,
  handler: Probe | LifecycleHandler,
  timeoutSeconds: number,
): Attempt {
  const question = questionOf(target, handler);
  if ('result' in question) return { is: 'over', outcome: question };
  const { cluster, node } = target;
  const seconds = Number.isFinite(timeoutSeconds) ? timeoutSeconds : HOOK_SECONDS;
  const untilMs = cluster.now + seconds * 1000;
  try {
    const { address, port } = question;
    const resolved = /^[\d.]+$/.test(address) ? address : resolve(target, address);
    if (resolved === undefined) return failed(question, `lookup ${address}: no such host`, true);
    const socket = cluster.machines.network.connect(hostNetwork(cluster, node), { address: resolved, port });
    cluster.kubelets.instances.noteSocket(socket, target.key);
    return lookAtConnection(target, { is: 'connecting', socket, question, seconds, untilMs });
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return failed(question, lower(error), false);
  }
}

/** The kubelet gives an HTTP hook so long. */
const HOOK_SECONDS = 30;

function resolve({ cluster, node }: Target, name: string): string | undefined {
  const answer = cluster.machines.network.names.resolve(hostNetwork(cluster, node), { name, type: 'A' });
  return typeof answer === 'string' ? undefined : answer.records.find(({ type }) => type === 'A')?.value;
}

function questionOf(target: Target, handler: Probe | LifecycleHandler): Question | AttemptOutcome {
  const { container, view } = target;
  if (handler.httpGet !== undefined) {
    const {
      host = view.podIp,
      port: wanted,
      path = '/',
      scheme = 'HTTP',
      httpHeaders = [],
    } = handler.httpGet;
    const port = portNumber(container, wanted);
    if (port === undefined) return invalidPort(wanted);
    const headers = httpHeaders.map(({ name, value }) => [name, value] as const);
    const full = path.startsWith('/') ? path : `/${path}`;
    const secure = scheme.toLowerCase() === 'https';
    return { asks: secure ? 'https' : 'http', address: host, port, path: full, headers };
  }
  if (handler.tcpSocket !== undefined) {
    const { host = view.podIp, port: wanted } = handler.tcpSocket;
    const port = portNumber(container, wanted);
    return port === undefined ? invalidPort(wanted) : { asks: 'tcp', address: host, port };
  }
  if ('grpc' in handler && handler.grpc !== undefined) {
    return { asks: 'grpc', address: view.podIp, port: handler.grpc.port };
  }
  return { result: 'error', message: 'missing probe handler' };
}

function portNumber(container: Container | EphemeralContainer, port: IntOrString): number | undefined {
  const named = container.ports?.find(({ name }) => name === port)?.containerPort;
  const number = named ?? Number(port);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}

function invalidPort(port: IntOrString): AttemptOutcome {
  return { result: 'error', message: `invalid port number: ${port}` };
}

/** Goes on with a connection as far as it gets at this moment. */
export function lookAtConnection(target: Target, attempt: Connecting): Attempt {
  try {
    if (attempt.is === 'connecting') return connecting(target, attempt);
    return asking(target, attempt);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const dialling = attempt.is === 'connecting';
    if (attempt.question.asks === 'grpc' && dialling) return waiting(target, attempt);
    close(target, attempt);
    return failed(attempt.question, lower(error), dialling);
  }
}

function connecting(target: Target, attempt: Connecting): Attempt {
  const { network } = target.cluster.machines;
  const { socket, question } = attempt;
  if (network.connected(socket) !== true) return waiting(target, attempt);
  if (question.asks === 'tcp') {
    close(target, attempt);
    return over(SUCCESS);
  }
  network.write(socket, unpacked(requestOf(question)));
  return asking(target, { ...attempt, is: 'asking', answer: '' });
}

function asking(target: Target, attempt: Connecting): Attempt {
  const { network } = target.cluster.machines;
  let answer = attempt.answer ?? '';
  for (;;) {
    const read = network.read(attempt.socket);
    if (read === 'again') break;
    answer = (answer + packed(read.subarray(0, ANSWER_CHARS_MAX))).slice(0, ANSWER_CHARS_MAX);
    if (read.length > 0 && !answer.includes('\r\n')) continue;
    close(target, attempt);
    return answered(attempt.question, answer);
  }
  return waiting(target, answer === attempt.answer ? attempt : { ...attempt, answer });
}

function waiting(target: Target, attempt: Connecting): Attempt {
  if (attempt.untilMs > target.cluster.now) return attempt;
  close(target, attempt);
  const { question, seconds } = attempt;
  switch (question.asks) {
    case 'tcp':
      return failed(question, 'i/o timeout', true);
    case 'grpc': {
      // A server that takes the connection and says nothing of HTTP/1 is one of gRPC.
      if (attempt.is === 'asking') return over(SUCCESS);
      const where = `"${question.address}:${question.port}"`;
      return failure(
        `timeout: failed to connect service ${where} within ${seconds}s: context deadline exceeded`,
      );
    }
    default:
      return failed(
        question,
        'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        false,
      );
  }
}

function answered(question: Question, answer: string): Attempt {
  const isHttp = answer.startsWith('HTTP/');
  if (question.asks === 'grpc') {
    if (!isHttp && answer !== '') return over(SUCCESS);
    return failure('error: this server does not implement the grpc health protocol (grpc.health.v1.Health)');
  }
  if (answer === '') return failed(question, 'EOF', false);
  if (question.asks === 'https') {
    return failed(
      question,
      isHttp
        ? 'http: server gave HTTP response to HTTPS client'
        : 'tls: first record does not look like a TLS handshake',
      false,
    );
  }
  const status = Number(/^HTTP\/\d\.\d (\d{3})/.exec(answer)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) {
    const [line = ''] = answer.split(/\r?\n/);
    return failed(
      question,
      `net/http: HTTP/1.x transport connection broken: malformed HTTP response ${JSON.stringify(line)}`,
      false,
    );
  }
  if (status >= 200 && status < 400) return over(SUCCESS);
  return failure(`HTTP probe failed with statuscode: ${status}`);
}

function requestOf(question: Question): string {
  if (question.asks === 'https') return CLIENT_HELLO;
  if (question.asks === 'grpc') return HTTP2_PREFACE;
  const { address, port, path = '/', headers = [] } = question;
  const own = new Map([
    ['Host', `${address}:${port}`],
    ['User-Agent', USER_AGENT],
    ['Accept', '*/*'],
  ]);
  for (const [name, value] of headers) {
    const known = [...own.keys()].find((each) => each.toLowerCase() === name.toLowerCase());
    own.set(known ?? name, value);
  }
  own.set('Connection', 'close');
  const lines = [...own].map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

function close({ cluster }: Target, { socket }: Connecting): void {
  cluster.kubelets.instances.forgetSocket(socket);
  cluster.machines.network.close(socket);
}

/** @param dialling true: it never came to a connection */
function failed({ asks, address, port, path }: Question, why: string, dialling: boolean): Attempt {
  const dial = `dial tcp ${address}:${port}: ${why}`;
  if (asks === 'tcp' || asks === 'grpc') return failure(dial);
  return failure(`Get "${asks}://${address}:${port}${path}": ${dialling ? dial : why}`);
}

function failure(message: string): Attempt {
  return over({ result: 'failure', message });
}

function over(outcome: AttemptOutcome): Attempt {
  return { is: 'over', outcome };
}

const CONNECT_ERRORS: Readonly<Partial<Record<SystemError['code'], string>>> = {
  ECONNREFUSED: 'connect: connection refused',
  EHOSTUNREACH: 'connect: no route to host',
  ENETUNREACH: 'connect: network is unreachable',
  ETIMEDOUT: 'connect: connection timed out',
  ECONNRESET: 'read: connection reset by peer',
};

function lower(error: SystemError): string {
  return CONNECT_ERRORS[error.code] ?? error.message.toLowerCase();
}
