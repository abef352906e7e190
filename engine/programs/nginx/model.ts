import type { RE2JS } from 're2js';

type Pair = readonly [name: string, value: string];

/** What holds at a level, and is handed down to those below. */
export type Settings = {
  root: string;
  index: readonly string[];
  autoindex: boolean;
  /** Content types follow from the ends of names; otherwise all files are of the default type. */
  types: boolean;
  defaultType: string;
  addHeaders: readonly { readonly name: string; readonly value: string; readonly always: boolean }[];
  proxyHeaders: readonly Pair[];
  errorPages: readonly {
    readonly codes: readonly number[];
    readonly status: number | null;
    readonly page: string;
  }[];
  accessLog: { readonly path: string; readonly format: string } | null;
  serverTokens: boolean;
  tryFiles: readonly string[];
  access: readonly { readonly allow: boolean; readonly who: string }[];
  /** `auth_basic` and its file. */
  realm: string | null;
  userFile: string | null;
  satisfyAny: boolean;
  limits: readonly { readonly zone: string; readonly burst: number }[];
  limitStatus: number;
  /** `30d`, `-1`, `max`, `epoch` */
  expires: string | null;
  bodyMax: number;
};

export type LocationKind = 'prefix' | 'exact' | 'preferred' | 'regex' | 'regex-insensitive' | 'named';

export type Location = {
  kind: LocationKind;
  path: string;
  settings: Settings;
  alias: string | null;
  proxy: string | null;
  unsupported: string | null;
  status: boolean;
  internal: boolean;
  actions: readonly Action[];
};

/** `is`: `true`, an operator, or a test of files such as `!-f`. */
export type Condition = { readonly of: string; readonly is: string; readonly value: string };

/** The rewrite module's directives, in their order. */
export type Action =
  | { readonly do: 'break' }
  | { readonly do: 'if'; readonly condition: Condition; readonly actions: readonly Action[] }
  | { readonly do: 'return'; readonly status: number; readonly text: string | null }
  | { readonly do: 'rewrite'; readonly pattern: string; readonly to: string; readonly flag: string }
  | { readonly do: 'set'; readonly name: string; readonly value: string };

export type Server = {
  listen: readonly { readonly address: string; readonly port: number; readonly isDefault: boolean }[];
  names: readonly string[];
  locations: readonly Location[];
  actions: readonly Action[];
  settings: Settings;
};

export type Upstream = {
  readonly host: string;
  readonly port: number;
  readonly weight: number;
  readonly backup: boolean;
  readonly down: boolean;
};

export type Pool = {
  readonly servers: readonly Upstream[];
  /** What stays the same stays with a server; null: servers take turns. */
  readonly key: string | null;
};

/** `map`. */
export type ValueMap = {
  readonly source: string;
  default: string;
  /** In lower case. */
  readonly literals: Map<string, string>;
  readonly patterns: { readonly pattern: RE2JS; readonly value: string }[];
};

/** `limit_req_zone`. */
export type LimitZone = { readonly key: string; readonly perSecond: number };

export type Configuration = {
  servers: readonly Server[];
  upstreams: Readonly<Record<string, Pool>>;
  maps: Readonly<Record<string, ValueMap>>;
  zones: Readonly<Record<string, LimitZone>>;
  formats: Readonly<Record<string, string>>;
  user: string | null;
  userPlace: string;
  workers: string;
  errorLog: string;
  errorLevel: string;
  pid: string;
  daemon: boolean;
  /** Hosts that must be known when it starts, with the place that names them. */
  hosts: readonly { readonly host: string; readonly place: string }[];
};
