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

/** `return`, `rewrite` and `set`, in their order. */
export type Action =
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
};

export type Configuration = {
  servers: readonly Server[];
  upstreams: Readonly<Record<string, readonly Upstream[]>>;
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
