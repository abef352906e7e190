import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { portNumber } from '../options.ts';

/** Of what files and the environment say of a node, what it follows. */
export type Configuration = {
  port: number;
  managementPort: number;
  user: string;
  password: string;
  vhost: string;
  /** Users that may connect from the node's own machine only. */
  loopbackUsers: string[];
  heartbeatSeconds: number;
  channelMax: number;
  frameMax: number;
  messageBytesMax: number;
  /** Files that were read. */
  files: string[];
};

const FOLDER = '/etc/rabbitmq';
/** A message isn't longer, whatever is configured. */
const MESSAGE_BYTES_MAX = 4_194_304;
export const FRAME_BYTES_MIN = 4096;

/** @returns a text: what is wrong with it */
export function readConfiguration(system: System): Configuration | string {
  const settings = new Map<string, string>();
  const files = confFiles(system);
  for (const file of files) {
    for (const [index, line] of textOf(system, file).split('\n').entries()) {
      const bare = line.replace(/^\s*#.*$/, '').trim();
      if (bare === '') continue;
      const at = bare.indexOf('=');
      if (at < 0) return `${file}: line ${index + 1}: ${bare}`;
      settings.set(
        bare.slice(0, at).trim(),
        bare
          .slice(at + 1)
          .replace(/\s#.*$/, '')
          .trim(),
      );
    }
  }
  const text = (name: string, variable: string, standard: string) =>
    system.env.get(variable) ?? settings.get(name) ?? standard;
  const number = (name: string, standard: number, most: number) => {
    const given = settings.get(name);
    return given !== undefined && /^\d{1,9}$/.test(given) ? Math.min(Number(given), most) : standard;
  };
  const guestIsLocal =
    settings.get('loopback_users') !== 'none' && settings.get('loopback_users.guest') !== 'false';
  return {
    port: portNumber(system.env.get('RABBITMQ_NODE_PORT') ?? settings.get('listeners.tcp.default'), 5672),
    managementPort: portNumber(
      settings.get('management.tcp.port') ?? settings.get('management.listener.port'),
      15_672,
    ),
    user: text('default_user', 'RABBITMQ_DEFAULT_USER', 'guest'),
    password: text('default_pass', 'RABBITMQ_DEFAULT_PASS', 'guest'),
    vhost: text('default_vhost', 'RABBITMQ_DEFAULT_VHOST', '/'),
    loopbackUsers: guestIsLocal ? ['guest'] : [],
    heartbeatSeconds: number('heartbeat', 60, 65_535),
    channelMax: number('channel_max', 2047, 2047),
    frameMax: Math.max(FRAME_BYTES_MIN, number('frame_max', 131_072, 131_072)),
    messageBytesMax: number('max_message_size', MESSAGE_BYTES_MAX, MESSAGE_BYTES_MAX),
    files,
  };
}

/** In the order they are read: the later one is right. */
function confFiles(system: System): string[] {
  const found: string[] = [];
  const main = `${FOLDER}/rabbitmq.conf`;
  if (textOf(system, main) !== '') found.push(main);
  try {
    for (const { name } of system.readDirectory(`${FOLDER}/conf.d`))
      if (name.endsWith('.conf')) found.push(`${FOLDER}/conf.d/${name}`);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
  return found;
}

function textOf(system: System, path: string): string {
  try {
    return system.readText(path);
  } catch (error) {
    if (error instanceof SystemError) return '';
    throw error;
  }
}

/** Which plugins a start begins with. */
export const ENABLED_PLUGINS = `${FOLDER}/enabled_plugins`;

/** Plugins that are enabled by name, in a file that is a list of Erlang's. */
export function readPlugins(system: System): string[] {
  return [...textOf(system, ENABLED_PLUGINS).matchAll(/[a-z_0-9]+/g)].map(([name]) => name);
}

/** @throws SystemError */
export function writePlugins(system: System, names: readonly string[]): void {
  system.writeText(ENABLED_PLUGINS, `[${names.join(',')}].\n`);
}
