import { CaddyfileError, type Directive, type SiteBlock } from './caddyfile.ts';

/** In the order in which Caddy carries them out, whatever the order in the file. */
const order: readonly string[] = [
  'root',
  'header',
  'redir',
  'rewrite',
  'uri',
  'try_files',
  'handle',
  'handle_path',
  'route',
  'respond',
  'reverse_proxy',
  'file_server',
];

/** What changes nothing of what a student sees here. */
const withoutEffect: ReadonlySet<string> = new Set(['encode', 'log', 'tls', 'bind', 'vars', 'request_body']);

const notSimulated: ReadonlySet<string> = new Set([
  'abort',
  'acme_server',
  'basic_auth',
  'basicauth',
  'copy_response',
  'error',
  'forward_auth',
  'fs',
  'handle_errors',
  'import',
  'intercept',
  'invoke',
  'map',
  'method',
  'metrics',
  'php_fastcgi',
  'push',
  'request_header',
  'skip_log',
  'templates',
  'tracing',
]);

/** Checks names, in blocks too. @throws CaddyfileError */
export function checkSites(sites: readonly SiteBlock[], path: string): void {
  for (const { directives } of sites) checkDirectives(directives, path);
}

function checkDirectives(directives: readonly Directive[], path: string): void {
  for (const { name, words, line, block } of directives) {
    if (name.startsWith('@')) checkMatcher(words, block, path, line);
    if (name.startsWith('@') || withoutEffect.has(name)) continue;
    if (notSimulated.has(name)) {
      throw new CaddyfileError(`${path}:${line}: directive '${name}' is not part of the simulation`);
    }
    if (!order.includes(name)) throw new CaddyfileError(`${path}:${line}: unrecognized directive: ${name}`);
    if (/^(?:handle|handle_path|route)$/.test(name)) checkDirectives(block, path);
  }
}

const matchers: ReadonlySet<string> = new Set(['path', 'host', 'method', 'header']);

function checkMatcher(
  [kind = '']: readonly string[],
  block: readonly Directive[],
  path: string,
  line: number,
): void {
  for (const name of block.length > 0 ? block.map((each) => each.name) : [kind]) {
    if (matchers.has(name)) continue;
    throw new CaddyfileError(`${path}:${line}: matcher '${name}' is not part of the simulation`);
  }
}

/** Directives in the order they act: of the same kind, the longer path first. `route` keeps its own. */
export function sorted(directives: readonly Directive[]): Directive[] {
  const place = ({ name }: Directive): number => order.indexOf(name === 'handle_path' ? 'handle' : name);
  return directives
    .filter(({ name }) => order.includes(name))
    .sort((a, b) => place(a) - place(b) || pathLength(b) - pathLength(a));
}

function pathLength({ words }: Directive): number {
  const [first = ''] = words;
  return first.startsWith('/') ? first.length : first.startsWith('@') ? 1000 : 0;
}
