import { baseName, commandName, exits, type Invocation, type Program, type Run } from './program.ts';

/** How an image's entrypoint script treats the command it is given. */
interface Entrypoint {
  /** What it puts in front of arguments that are only options. */
  readonly defaultCommand?: string;
  /** Other first arguments that get the default command in front. */
  readonly alsoPrefixes?: (argument: string) => boolean;
  /** The line of its `exec "$@"`, which a complaint names. */
  readonly line?: number;
  /** A bash script, wherever it runs. */
  readonly bash?: boolean;
}

/** An entrypoint script that only completes the command and then becomes it. */
function entrypoint(settings: Entrypoint): Program {
  return (invocation) => execute(invocation, commandOf(invocation, settings), settings);
}

/** The command an entrypoint script ends up with. */
export function commandOf(invocation: Invocation, settings: Entrypoint): readonly string[] {
  const words = invocation.argv.slice(1);
  const [first] = words;
  const { defaultCommand, alsoPrefixes } = settings;
  if (defaultCommand === undefined || first === undefined) return words;
  return first.startsWith('-') || alsoPrefixes?.(first) === true ? [defaultCommand, ...words] : words;
}

/** The script's `exec "$@"`. The program takes its place, or the shell complains. */
export function execute(invocation: Invocation, argv: readonly string[], settings: Entrypoint = {}): Run {
  if (argv.length === 0) return exits(invocation, 0);
  const run = invocation.container.launch({ ...invocation, argv });
  if (!('problem' in run)) return { ...run, listeners: [] };
  return exits(invocation, 127, { stderr: notFound(invocation, argv[0] ?? '', settings) });
}

function notFound(invocation: Invocation, name: string, { line = 1, bash = false }: Entrypoint): string {
  const script = `/usr/local/bin/${commandName(invocation)}`;
  const path = invocation.argv[0]?.includes('/') ? invocation.argv[0] : script;
  if (bash) return `${path}: line ${line}: exec: ${name}: not found\n`;
  const { userland } = invocation.container.spec.image;
  return userland === 'alpine' || userland === 'busybox'
    ? `${path}: exec: line ${line}: ${name}: not found\n`
    : `${path}: ${line}: exec: ${name}: not found\n`;
}

/** `tini -- command`: a small init that passes signals on to its child. */
const tini: Program = (invocation) => {
  const words = invocation.argv.slice(1);
  const start = words.findIndex((word) => !word.startsWith('-'));
  return start === -1 ? exits(invocation, 1) : execute(invocation, words.slice(start));
};

/** Entry points that differ in nothing but the command they fill in. */
export const plainEntrypoints: Readonly<Record<string, Program>> = {
  'plain-entrypoint': entrypoint({ bash: true }),
  'memcached-entrypoint': entrypoint({ defaultCommand: 'memcached', line: 10 }),
  'redis-entrypoint': entrypoint({
    defaultCommand: 'redis-server',
    alsoPrefixes: (argument) => argument.endsWith('.conf'),
    line: 16,
  }),
  'node-entrypoint': entrypoint({
    defaultCommand: 'node',
    // A word that is no command is a script for node.
    alsoPrefixes: (argument) => baseName(argument).endsWith('.js') || baseName(argument).endsWith('.mjs'),
    line: 11,
  }),
  'php-entrypoint': entrypoint({ defaultCommand: 'php', line: 9 }),
  'haproxy-entrypoint': entrypoint({ defaultCommand: 'haproxy', line: 18 }),
  'traefik-entrypoint': entrypoint({ defaultCommand: 'traefik', line: 13 }),
  'curl-entrypoint': entrypoint({ defaultCommand: 'curl', line: 10 }),
  'registry-entrypoint': entrypoint({
    defaultCommand: 'registry',
    alsoPrefixes: (argument) => /\.ya?ml$/.test(argument),
  }),
  'minio-entrypoint': entrypoint({
    defaultCommand: 'minio',
    alsoPrefixes: (argument) => argument === 'server',
  }),
  'rabbitmq-entrypoint': entrypoint({ defaultCommand: 'rabbitmq-server', line: 42, bash: true }),
  'mongo-express-entrypoint': entrypoint({ defaultCommand: 'mongo-express', bash: true }),
  tini,
};
