import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import type { Beginning } from '../http/server.ts';
import { listenAddress, mebibyte } from '../options.ts';
import { type Access, provision } from './access.ts';
import { log } from './log.ts';

/** What a registry that serves knows of itself. */
export type Own = {
  root: string;
  listen: string;
  access: Access | null;
  /** Whether what it has may be deleted. */
  deletes: boolean;
};

const usage =
  'Usage:\n  registry [flags]\n  registry [command]\n\nAvailable Commands:\n  garbage-collect `garbage-collect` deletes layers not referenced by any manifests\n  help            Help about any command\n  serve           `serve` stores and distributes Docker images\n';

/** Reads the command line and the configuration: `registry serve config.yml`. An exit code: it doesn't serve. */
export function begin(system: System): number | Beginning<Own> {
  const [, command, path = '/etc/docker/registry/config.yml'] = system.argv;
  if (command === '--version' || command === '-v') {
    system.write(1, `registry github.com/distribution/distribution/v3 ${system.executable.version ?? ''}\n`);
    return 0;
  }
  if (command === undefined || command === 'help') {
    system.write(1, usage);
    return 0;
  }
  if (command !== 'serve') {
    system.write(2, `Error: unknown command "${command}" for "registry"\nRun 'registry --help' for usage.\n`);
    return 1;
  }
  let text = '';
  try {
    text = tidied(system.readText(path));
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    system.write(2, `configuration error: open ${path}: ${error.message.toLowerCase()}\n`);
    return 1;
  }
  return serving(system, text);
}

/** Without comments, empty lines and spaces at the ends of lines: so that nothing goes on over lines that say nothing. */
function tidied(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '' && !/^\s*#/.test(line)).join('\n');
}

function serving(system: System, text: string): number | Beginning<Own> {
  const setting = (variable: string, key: string, fallback: string): string =>
    system.env.get(variable) ?? new RegExp(`^[ \\t]+${key}:[ \\t]*(\\S+)$`, 'm').exec(text)?.[1] ?? fallback;
  const listen = setting('REGISTRY_HTTP_ADDR', 'addr', ':5000');
  const root = setting('REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY', 'rootdirectory', '/var/lib/registry');
  if (setting('REGISTRY_HTTP_TLS_CERTIFICATE', 'certificate', '') !== '') {
    system.write(
      2,
      'registry: TLS is not part of this simulation: leave out REGISTRY_HTTP_TLS_CERTIFICATE\n',
    );
    return 1;
  }
  const access = accessOf(system, text, setting);
  if (typeof access === 'string') return panic(system, access);
  log(
    system,
    'warning',
    'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.',
  );
  log(system, 'info', 'redis not configured');
  log(system, 'info', 'using inmemory blob descriptor cache');
  try {
    if (access !== undefined) provision(system, access);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const why = `open ${access?.path ?? ''}: ${error.message.toLowerCase()}`;
    return panic(system, `unable to configure authorization (htpasswd): ${why}`);
  }
  return {
    listen: [listenAddress(listen, 5000)],
    own: { root, listen, access: access ?? null, deletes: mayDelete(system, text) },
    readyAfterMs: 30,
    memoryBytes: 14 * mebibyte,
  };
}

function mayDelete({ env }: System, text: string): boolean {
  const said = env.get('REGISTRY_STORAGE_DELETE_ENABLED');
  if (said !== undefined) return said === 'true';
  return /^[ \t]+delete:\n[ \t]+enabled:[ \t]*true$/m.test(text);
}

/** @returns a text: what is wrong; undefined: everybody may come in */
function accessOf(
  { env }: System,
  text: string,
  setting: (variable: string, key: string, fallback: string) => string,
): Access | string | undefined {
  const kind = env.get('REGISTRY_AUTH') ?? /^auth:\n[ \t]+(\w+):/m.exec(text)?.[1] ?? '';
  if (kind === '' || kind === 'none') return undefined;
  const failed = `unable to configure authorization (${kind}): `;
  if (kind !== 'htpasswd') return `${failed}it is not part of this simulation, where only htpasswd is`;
  const realm = setting('REGISTRY_AUTH_HTPASSWD_REALM', 'realm', '').replaceAll('"', '');
  const path = setting('REGISTRY_AUTH_HTPASSWD_PATH', 'path', '').replaceAll('"', '');
  if (realm === '') return `${failed}"realm" must be set for htpasswd access controller`;
  if (path === '') return `${failed}"path" must be set for htpasswd access controller`;
  return { realm, path };
}

/** As a Go program ends. */
function panic(system: System, why: string): number {
  system.write(2, `panic: ${why}\n\ngoroutine 1 [running]:\n`);
  return 2;
}
