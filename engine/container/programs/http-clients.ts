import { absolutePath } from '../files.ts';
import type { HttpReply } from '../process.ts';
import { httpGet, parseTarget, type Reach, reach, resolveHost, type Target } from './network.ts';
import { complains, exits, type Invocation, isBusybox, type Program, type Run } from './program.ts';

/** How long a connection attempt that nobody answers takes to fail. */
const connectTimeoutMs = 130_000;

const reasonPhrases: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

interface Request {
  readonly target: Target;
  readonly reached: Reach;
  readonly reply: HttpReply | undefined;
}

/** Options of curl that take a value. */
const curlValues =
  /^(?:-[omwHXduAbemTx]|--(?:output|max-time|connect-timeout|write-out|header|request|data|user|retry|retry-delay|resolve|cacert))$/;

export const curl: Program = (invocation) => {
  const words = invocation.argv.slice(1);
  const url = operand(words, curlValues);
  if (url === undefined) {
    const stderr =
      "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n";
    return exits(invocation, 2, {
      stderr: words.length === 0 ? stderr.split('\n').slice(1).join('\n') : stderr,
    });
  }
  const letters = shortLetters(words);
  const quiet = (letters.includes('s') || words.includes('--silent')) && !letters.includes('S');
  const request = send(invocation, url);
  if (request === undefined) {
    return exits(invocation, 3, { stderr: 'curl: (3) URL rejected: Malformed input\n' });
  }
  const { target, reached, reply } = request;
  const refuse = (code: number, text: string, afterMs = 0): Run =>
    exits(invocation, code, { stderr: quiet ? '' : `curl: (${code}) ${text}\n`, afterMs });
  const place = `${target.host} port ${target.port}`;
  if (reached === 'unknown host') return refuse(6, `Could not resolve host: ${target.host}`);
  if (reached === 'refused') {
    return refuse(7, `Failed to connect to ${place} after 0 ms: Couldn't connect to server`);
  }
  if (reached === 'timeout') {
    const limit = timeLimitMs(words, ['-m', '--max-time', '--connect-timeout']);
    return refuse(28, `Failed to connect to ${place} after ${limit} ms: Couldn't connect to server`, limit);
  }
  if (reply === undefined) return refuse(52, 'Empty reply from server');
  if (reply.status >= 400 && (letters.includes('f') || words.includes('--fail'))) {
    return refuse(22, `The requested URL returned error: ${reply.status}`);
  }
  return exits(invocation, 0, { stdout: curlOutput(invocation, words, letters, reply) });
};

function curlOutput(
  invocation: Invocation,
  words: readonly string[],
  letters: string,
  reply: HttpReply,
): string {
  const file = optionValue(words, ['-o', '--output']);
  const format = optionValue(words, ['-w', '--write-out']) ?? '';
  const written = format.replaceAll('%{http_code}', String(reply.status)).replaceAll('\\n', '\n');
  const headers = `HTTP/1.1 ${reply.status} ${reasonPhrases[reply.status] ?? ''}\nContent-Length: ${reply.body.length}\n\n`;
  const head = letters.includes('I') || letters.includes('i') ? headers : '';
  const body = letters.includes('I') ? '' : reply.body;
  if (file === undefined) return head + body + written;
  save(invocation, file, body);
  return head + written;
}

/** Options of wget that take a value. */
const wgetValues = /^(?:-[OTtPU]|--(?:timeout|tries|header|output-document))$/;

export const wget: Program = (invocation) => {
  const words = invocation.argv.slice(1);
  const url = operand(words, wgetValues);
  if (url === undefined) return complains(invocation, 'missing URL');
  const letters = shortLetters(words);
  const request = send(invocation, url);
  if (request === undefined) return complains(invocation, `bad address '${url}'`);
  const { target, reached, reply } = request;
  const limit = timeLimitMs(words, ['-T', '--timeout']);
  if (reached !== 'open') return wgetUnreachable(invocation, target, reached, limit);
  if (reply === undefined) return complains(invocation, 'error getting response');
  if (reply.status >= 400) return wgetRefused(invocation, reply.status);
  if (words.includes('--spider')) return exits(invocation, 0);
  const file = outputFile(words) ?? (target.path.split(/[?#]/)[0]?.split('/').pop() || 'index.html');
  if (file === '-') return exits(invocation, 0, { stdout: reply.body });
  save(invocation, file, reply.body);
  const quiet = letters.includes('q');
  return exits(invocation, 0, { stderr: quiet ? '' : `saving to '${file}'\n'${file}' saved\n` });
};

function wgetUnreachable(invocation: Invocation, target: Target, reached: Reach, limit: number): Run {
  const { host, port } = target;
  if (reached === 'unknown host') {
    return isBusybox(invocation)
      ? complains(invocation, `bad address '${host}'`)
      : complains(invocation, `unable to resolve host address ‘${host}’`, 4);
  }
  const address = resolveHost(invocation, host)[0] ?? host;
  if (!isBusybox(invocation)) {
    const problem = reached === 'refused' ? 'Connection refused.' : 'Connection timed out.';
    const stderr = `Connecting to ${host} (${host})|${address}|:${port}... failed: ${problem}\n`;
    return exits(invocation, 4, { stderr, afterMs: reached === 'timeout' ? limit : 0 });
  }
  if (reached === 'timeout') {
    return exits(invocation, 1, { stderr: 'wget: download timed out\n', afterMs: limit });
  }
  return complains(invocation, `can't connect to remote host (${address}): Connection refused`);
}

function wgetRefused(invocation: Invocation, status: number): Run {
  const phrase = reasonPhrases[status] ?? '';
  return isBusybox(invocation)
    ? complains(invocation, `server returned error: HTTP/1.1 ${status} ${phrase}`)
    : exits(invocation, 8, { stderr: `ERROR ${status}: ${phrase}.\n` });
}

/** podinfo's `podcli check http host:port/path`. */
export const podcli: Program = (invocation) => {
  const url = invocation.argv.find((word, index) => index > 2 && !word.startsWith('-'));
  const status = url === undefined ? undefined : send(invocation, url)?.reply?.status;
  return exits(invocation, status !== undefined && status < 400 ? 0 : 1);
};

function send(invocation: Invocation, url: string): Request | undefined {
  const target = parseTarget(url);
  if (target === undefined) return undefined;
  const reached = reach(invocation, target.host, target.port);
  return { target, reached, reply: reached === 'open' ? httpGet(invocation, target) : undefined };
}

function save(invocation: Invocation, file: string, body: string): void {
  const path = absolutePath(file, invocation.workingDir);
  if (path !== '/dev/null') invocation.container.files.write(path, body, invocation.atMs);
}

/** The first word that is neither an option nor the value of one. */
function operand(words: readonly string[], takesValue: RegExp): string | undefined {
  return words.find(
    (word, index) => !/^-./.test(word) && word !== '-' && !isValue(words[index - 1], takesValue),
  );
}

/** `-o file` takes the next word, and so does a cluster of letters that ends in such a letter: `-qO -`. */
function isValue(before: string | undefined, takesValue: RegExp): boolean {
  if (before === undefined || !before.startsWith('-')) return false;
  return (
    takesValue.test(before) || (/^-[A-Za-z]{2,}$/.test(before) && takesValue.test(`-${before.slice(-1)}`))
  );
}

function shortLetters(words: readonly string[]): string {
  return words
    .filter((word) => /^-[A-Za-z]/.test(word))
    .map((word) => word.slice(1))
    .join('');
}

function optionValue(words: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    if (names.includes(word)) return words[index + 1];
    const cluster = /^-[A-Za-z]{2,}$/.test(word) && names.includes(`-${word.slice(-1)}`);
    if (cluster) return words[index + 1];
    const long = names.find((name) => word.startsWith(`${name}=`));
    if (long !== undefined) return word.slice(long.length + 1);
  }
  return undefined;
}

/** `-O file`, `-Ofile`, `-qO-`. */
function outputFile(words: readonly string[]): string | undefined {
  const attached = words.find((word) => /^-[a-zA-Z]*O./.test(word));
  return attached === undefined
    ? optionValue(words, ['-O', '--output-document'])
    : attached.slice(attached.indexOf('O') + 1);
}

function timeLimitMs(words: readonly string[], names: readonly string[]): number {
  const attached = words
    .flatMap((word) => names.filter((name) => word.startsWith(name)).map((name) => word.slice(name.length)))
    .find((value) => /^\d/.test(value));
  const text = optionValue(words, names) ?? attached;
  const seconds = Number(text);
  return text !== undefined && seconds > 0 ? seconds * 1000 : connectTimeoutMs;
}
