import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import type { Machine } from './machine.ts';

/** Names of modules that aren't those of what pip installs. */
const DISTRIBUTIONS: Readonly<Record<string, readonly string[]>> = {
  yaml: ['pyyaml'],
  dotenv: ['python_dotenv'],
  PIL: ['pillow'],
  bs4: ['beautifulsoup4'],
  jwt: ['pyjwt'],
  psycopg2: ['psycopg2_binary', 'psycopg2'],
  pymysql: ['pymysql'],
  MySQLdb: ['mysqlclient'],
  sklearn: ['scikit_learn'],
  dateutil: ['python_dateutil'],
  mysql: ['mysql_connector_python'],
};

type Found =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly isPackage: boolean;
      readonly isNamespace: boolean;
    }
  /** What pip has put there: a stand-in for the package. */
  | { readonly kind: 'installed'; readonly path: string };

/** What a folder has of a module. */
export function searchPackage(machine: Machine, folder: string, name: string): Found | undefined {
  const { system } = machine;
  const base = `${folder}/${name}`;
  const isSite = /\/(?:site|dist)-packages$/.test(folder);
  for (const each of isSite ? [name, name.toLowerCase(), ...(DISTRIBUTIONS[name] ?? [])] : []) {
    const path = `${folder}/${each}/__init__.py`;
    if (typeAt(system, path) === 'file' && isStandIn(system, path))
      return { kind: 'installed', path: `${base}/__init__.py` };
  }
  if (typeAt(system, `${base}/__init__.py`) === 'file') {
    return { kind: 'file', path: `${base}/__init__.py`, isPackage: true, isNamespace: false };
  }
  if (typeAt(system, `${base}.py`) === 'file')
    return { kind: 'file', path: `${base}.py`, isPackage: false, isNamespace: false };
  if (typeAt(system, base) === 'directory')
    return { kind: 'file', path: base, isPackage: true, isNamespace: true };
  return undefined;
}

function isStandIn(system: System, path: string): boolean {
  return /^__version__ = "[^"\n]*"\n$/.test(system.readText(path));
}

function typeAt(system: System, path: string): string | undefined {
  try {
    return system.stat(path).type;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

/** Where this interpreter looks for modules, after the program's own folder. */
export function searchPath(system: System): string[] {
  const version = /^\d+\.\d+/.exec(system.executable.version ?? '')?.[0] ?? '3.12';
  const given = (system.env.get('PYTHONPATH') ?? '').split(':').filter((each) => each !== '');
  const own = executablePath(system);
  const prefix = own.startsWith('/usr/local/') ? '/usr/local' : '/usr';
  const standard = `${prefix}/lib/python${version}`;
  const site: string[] = [];
  const environment = environmentOf(system);
  if (environment !== undefined) site.push(`${environment}/lib/python${version}/site-packages`);
  else {
    const home = `${system.env.get('HOME') ?? '/root'}/.local/lib/python${version}/site-packages`;
    if (typeAt(system, home) === 'directory') site.push(home);
    if (prefix === '/usr/local') site.push(`${standard}/site-packages`);
    else if (typeAt(system, '/etc/alpine-release') === 'file') site.push(`${standard}/site-packages`);
    else site.push(`/usr/local/lib/python${version}/dist-packages`, '/usr/lib/python3/dist-packages');
  }
  return [
    ...given,
    `${prefix}/lib/python${version.replace('.', '')}.zip`,
    standard,
    `${standard}/lib-dynload`,
    ...site,
  ];
}

function executablePath(system: System): string {
  try {
    return system.readLink('/proc/self/exe');
  } catch (error) {
    if (error instanceof SystemError) return '/usr/local/bin/python3';
    throw error;
  }
}

/** sys.executable */
export function calledAs(system: System): string {
  return system.findExecutable(system.argv[0] ?? 'python3') ?? executablePath(system);
}

/** The folder of the virtual environment it was started from. */
export function environmentOf(system: System): string | undefined {
  const path = calledAs(system);
  const folder = path.slice(0, path.lastIndexOf('/bin/'));
  return folder !== '' && typeAt(system, `${folder}/pyvenv.cfg`) === 'file' ? folder : undefined;
}
