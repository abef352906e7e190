import type { Settings } from './model.ts';
import { ConfigurationError, type Directive, placeOf } from './syntax.ts';

export const initialSettings: Settings = {
  root: '/etc/nginx/html',
  index: ['index.html'],
  autoindex: false,
  types: false,
  defaultType: 'text/plain',
  addHeaders: [],
  proxyHeaders: [],
  errorPages: [],
  accessLog: { path: '/var/log/nginx/access.log', format: 'combined' },
  serverTokens: true,
  tryFiles: [],
  access: [],
  realm: null,
  userFile: null,
  satisfyAny: false,
  limits: [],
  limitStatus: 503,
  expires: null,
  bodyMax: 1_048_576,
};

/** Lists are handed down only where the level has none of its own. */
type ListName = 'addHeaders' | 'proxyHeaders' | 'errorPages' | 'access' | 'limits';

type Setter = (settings: Settings, directive: Directive) => void;

const single: Readonly<Record<string, Setter>> = {
  root: (settings, { args: [path = ''] }) => {
    settings.root = absolute(path);
  },
  index: (settings, { args }) => {
    settings.index = args;
  },
  autoindex: (settings, { args: [value] }) => {
    settings.autoindex = value === 'on';
  },
  default_type: (settings, { args: [type = ''] }) => {
    settings.defaultType = type;
  },
  server_tokens: (settings, { args: [value] }) => {
    settings.serverTokens = value !== 'off';
  },
  try_files: (settings, { args }) => {
    settings.tryFiles = args;
  },
  client_max_body_size: (settings, { args: [size = ''] }) => {
    settings.bodyMax = sizeOf(size);
  },
  types: (settings, { block = [] }) => {
    settings.types = block.length > 0;
  },
  access_log: (settings, { args: [path = '', format = 'combined'] }) => {
    settings.accessLog = path === 'off' ? null : { path, format };
  },
  auth_basic: (settings, { args: [realm = 'off'] }) => {
    settings.realm = realm === 'off' ? null : realm;
  },
  auth_basic_user_file: (settings, { args: [path = ''] }) => {
    settings.userFile = absolute(path);
  },
  satisfy: (settings, { args: [value] }) => {
    settings.satisfyAny = value === 'any';
  },
  limit_req_status: (settings, { args: [status] }) => {
    settings.limitStatus = Number(status) || 503;
  },
  expires: (settings, { args }) => {
    settings.expires = args[0] === 'off' ? null : (args.at(-1) ?? null);
  },
};

const lists: Readonly<Record<ListName, (directive: Directive) => Settings[ListName]>> = {
  addHeaders: ({ args: [name = '', value = '', always] }) => [{ name, value, always: always === 'always' }],
  proxyHeaders: ({ args: [name = '', value = ''] }) => [[name, value]],
  errorPages: ({ args }) => [errorPageOf(args)],
  access: ({ name, args: [who = ''] }) => [{ allow: name === 'allow', who }],
  limits: (directive) => [limitOf(directive)],
};

const listNames: Readonly<Record<string, ListName>> = {
  add_header: 'addHeaders',
  proxy_set_header: 'proxyHeaders',
  error_page: 'errorPages',
  allow: 'access',
  deny: 'access',
  limit_req: 'limits',
};

/** @returns the level's settings: what it says itself in place of what is handed down */
export function settingsOf(above: Settings, directives: readonly Directive[]): Settings {
  const settings = { ...above };
  const begun = new Set<ListName>();
  for (const directive of directives) {
    const { name } = directive;
    if (Object.hasOwn(single, name)) single[name]?.(settings, directive);
    const list = Object.hasOwn(listNames, name) ? listNames[name] : undefined;
    if (list === undefined) continue;
    const before = begun.has(list) ? settings[list] : [];
    begun.add(list);
    Object.assign(settings, { [list]: [...before, ...lists[list](directive)] });
  }
  return settings;
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `/etc/nginx/${path}`;
}

function limitOf(directive: Directive): Settings['limits'][number] {
  const { args } = directive;
  const zone = args.find((word) => word.startsWith('zone='))?.slice(5);
  if (zone === undefined)
    throw new ConfigurationError(`"limit_req" must have "zone" parameter in ${placeOf(directive)}`);
  return { zone, burst: Number(args.find((word) => word.startsWith('burst='))?.slice(6) ?? 0) || 0 };
}

function errorPageOf(args: readonly string[]): Settings['errorPages'][number] {
  const codes = args.map(Number).filter((code) => code >= 300 && code < 600);
  const equals = args.find((word) => word.startsWith('='));
  const status = equals === undefined ? null : Number(equals.slice(1)) || 0;
  return { codes, status, page: args.at(-1) ?? '' };
}

function sizeOf(text: string): number {
  const [, number = '0', unit = ''] = /^(\d{1,9})([kKmMgG]?)$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1_048_576, g: 1_073_741_824 };
  return Number(number) * (factors[unit.toLowerCase()] ?? 1);
}
