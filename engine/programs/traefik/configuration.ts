import { load } from 'js-yaml';
import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { parseRule, type Rule } from './rules.ts';

/** `web` at port 80. */
type EntryPoint = { readonly name: string; readonly port: number };
export type Router = {
  readonly name: string;
  readonly rule: Rule;
  readonly priority: number;
  readonly entryPoints: readonly string[];
  readonly servers: readonly { readonly host: string; readonly port: number }[];
  readonly strip: readonly string[];
};
/** What it was told: JSON. */
export type Configuration = {
  readonly entryPoints: readonly EntryPoint[];
  readonly dashboard: boolean;
  readonly ping: boolean;
  readonly docker: boolean;
  readonly routers: readonly Router[];
};

const routersMax = 200;
const serversMax = 50;
const fileBytesMax = 262_144;
const defaultPaths = ['/etc/traefik/traefik.yml', '/etc/traefik/traefik.yaml'];

/** Of the command line, variables and files. @throws Error with what Traefik says */
export function configure(system: System): Configuration {
  const settings = staticSettings(system);
  const file = settings.get('providers.file.filename');
  const entryPoints = [...settings]
    .map(([name, value]) => [/^entrypoints\.([\w-]+)\.address$/.exec(name)?.[1], value] as const)
    .filter(([name]) => name !== undefined)
    .map(([name = '', value]) => ({ name, port: Number(/:(\d{1,5})(?:\/tcp)?$/.exec(value)?.[1]) || 80 }));
  return {
    entryPoints: entryPoints.length > 0 ? entryPoints : [{ name: 'http', port: 80 }],
    dashboard: isOn(settings, 'api.insecure'),
    ping: isOn(settings, 'ping'),
    docker:
      isOn(settings, 'providers.docker') ||
      [...settings.keys()].some((name) => name.startsWith('providers.docker.')),
    routers: file === undefined ? [] : routersOf(system, file),
  };
}

function isOn(settings: ReadonlyMap<string, string>, name: string): boolean {
  const value = settings.get(name);
  return value !== undefined && value !== 'false';
}

/** Names in lower case, with dots: `entrypoints.web.address`. */
function staticSettings(system: System): Map<string, string> {
  const settings = new Map<string, string>();
  const options = system.argv.slice(1).filter((word) => word.startsWith('--'));
  const named = options.map((word) => /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []);
  const path = named.find(([, name = '']) => name.toLowerCase() === 'configfile')?.[2];
  for (const candidate of path === undefined ? defaultPaths : [path]) {
    const text = readable(system, candidate);
    if (text !== undefined) flatten(parse(text, candidate), '', settings);
    else if (path !== undefined)
      throw new Error(`command traefik error: open ${path}: no such file or directory`);
  }
  for (const [name, value] of system.env) {
    if (name.startsWith('TRAEFIK_')) settings.set(name.slice(8).toLowerCase().replaceAll('_', '.'), value);
  }
  for (const [, name = '', value = 'true'] of named) settings.set(name.toLowerCase(), value);
  return settings;
}

const depthMax = 12;

function flatten(value: unknown, prefix: string, into: Map<string, string>, depth = 0): void {
  if (depth > depthMax || into.size > 1000) return;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) into.set(prefix, 'true');
    for (const [name, inner] of entries) {
      flatten(inner, prefix === '' ? name.toLowerCase() : `${prefix}.${name.toLowerCase()}`, into, depth + 1);
    }
  } else into.set(prefix, String(value));
}

function readable(system: System, path: string): string | undefined {
  try {
    return system.readText(path).slice(0, fileBytesMax);
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

function parse(text: string, path: string): unknown {
  try {
    return load(text);
  } catch (error) {
    throw new Error(
      `command traefik error: ${path}: ${error instanceof Error ? error.message.split('\n', 1)[0] : 'invalid'}`,
    );
  }
}

/** A field of something that may be anything. */
function field(value: unknown, ...names: readonly string[]): unknown {
  let inner = value;
  for (const name of names) {
    inner =
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([key]) => key.toLowerCase() === name)?.[1]
        : undefined;
  }
  return inner;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.slice(0, serversMax).map(String) : [];
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value).slice(0, routersMax) : [];
}

function routersOf(system: System, path: string): Router[] {
  const text = readable(system, path);
  if (text === undefined) return [];
  const http = field(parse(text, path), 'http');
  const services = entries(field(http, 'services'));
  const middlewares = entries(field(http, 'middlewares'));
  return entries(field(http, 'routers'))
    .flatMap(([name, router]): Router[] => {
      const ruleText = String(field(router, 'rule') ?? '');
      const rule = parseRule(ruleText);
      if (rule === undefined) return [];
      const service = services.find(([key]) => key === field(router, 'service'))?.[1];
      const urls = field(service, 'loadbalancer', 'servers');
      const strip = texts(field(router, 'middlewares')).flatMap((each) =>
        texts(field(middlewares.find(([key]) => key === each)?.[1], 'stripprefix', 'prefixes')),
      );
      return [
        {
          name,
          rule,
          priority: Number(field(router, 'priority')) || ruleText.length,
          entryPoints: texts(field(router, 'entrypoints')),
          servers: (Array.isArray(urls) ? urls.slice(0, serversMax) : []).map((each) =>
            server(String(field(each, 'url') ?? '')),
          ),
          strip,
        },
      ];
    })
    .sort((a, b) => b.priority - a.priority);
}

function server(url: string): { host: string; port: number } {
  const [, host = '', port = '80'] = /^(?:\w+:\/\/)?([^:/]*)(?::(\d{1,5}))?/.exec(url) ?? [];
  return { host, port: Number(port) };
}
