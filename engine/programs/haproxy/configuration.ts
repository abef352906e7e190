/** A condition of a frontend or backend: JSON. */
export type Acl = {
  readonly name: string;
  readonly test: string;
  readonly flags: readonly string[];
  readonly values: readonly string[];
};
export type Rule = {
  readonly words: readonly string[];
  readonly condition: readonly string[] | undefined;
  readonly unless: boolean;
};
export type Server = {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly weight: number;
  readonly backup: boolean;
};

/** A frontend, backend, or both in one: JSON. */
export type ProxySection = {
  readonly name: string;
  readonly kind: 'frontend' | 'backend' | 'listen';
  ports: number[];
  balance: string;
  servers: Server[];
  acls: Acl[];
  /** `use_backend`. */
  uses: Rule[];
  defaultBackend: string;
  /** `http-request` and `redirect`. */
  rules: Rule[];
  forwardFor: boolean;
  statsUri: string;
};

export type Configuration = { readonly proxies: readonly ProxySection[] };
/** What is wrong, a line per problem, as HAProxy prints it behind `[ALERT]    (1) : config : `. */
export type Problems = { readonly alerts: readonly string[] };

const linesMax = 5000;
const alertsMax = 20;

/** Keywords that change nothing of what is shown here. */
const withoutEffect: ReadonlySet<string> = new Set(
  'daemon chroot user group maxconn stats log log-format pidfile ca-base crt-base ssl-default-bind-ciphers ssl-default-bind-options ssl-default-bind-ciphersuites ssl-default-server-options tune.ssl.default-dh-param nbthread nbproc timeout retries errorfile option cookie fullconn http-reuse description monitor-uri default-server capture unique-id-format stick-table stick compression http-check http-response rate-limit id maxconnrate ulimit-n node spread-checks zero-warning master-worker expose-fd'.split(
    ' ',
  ),
);

type Section = ProxySection | 'global' | 'defaults' | 'other';

export function readConfiguration(text: string, path: string): Configuration | Problems {
  const proxies: ProxySection[] = [];
  const alerts: string[] = [];
  const standard = { balance: 'roundrobin', forwardFor: false };
  let section: Section = 'global';
  for (const [index, line] of text.split('\n').slice(0, linesMax).entries()) {
    const words = wordsOf(line);
    const [keyword = ''] = words;
    if (keyword === '' || alerts.length >= alertsMax) continue;
    const begun = sectionOf(words, standard);
    if (begun !== undefined) {
      section = begun;
      if (typeof section === 'object') proxies.push(section);
      continue;
    }
    const problem = settle(section, words, standard);
    if (problem !== undefined) alerts.push(`parsing [${path}:${index + 1}] : ${problem}`);
  }
  for (const proxy of proxies) alerts.push(...dangling(proxy, proxies));
  return alerts.length === 0 ? { proxies } : { alerts };
}

function wordsOf(line: string): string[] {
  const words = line.match(/"(?:\\.|[^"\\])*"|'[^']*'|#.*|(?:\\.|[^\s#])+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  return (comment < 0 ? words : words.slice(0, comment)).map((word) =>
    word.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(.)/g, '$1'),
  );
}

function sectionOf(
  [keyword = '', name = '', ...rest]: readonly string[],
  standard: { balance: string; forwardFor: boolean },
): Section | undefined {
  if (keyword === 'global' || keyword === 'defaults') return keyword;
  if (/^(?:resolvers|peers|userlist|mailers|cache|program|http-errors|ring)$/.test(keyword)) return 'other';
  if (keyword !== 'frontend' && keyword !== 'backend' && keyword !== 'listen') return undefined;
  const proxy: ProxySection = {
    name,
    kind: keyword,
    ports: [],
    servers: [],
    acls: [],
    uses: [],
    defaultBackend: '',
    rules: [],
    statsUri: '',
    ...standard,
  };
  for (const address of rest) bind(proxy, address);
  return proxy;
}

/** @returns what is wrong with the line */
function settle(
  section: Section,
  words: readonly string[],
  standard: { balance: string; forwardFor: boolean },
): string | undefined {
  const [keyword = '', ...rest] = words;
  if (section === 'other') return undefined;
  if (keyword === 'mode') {
    return rest[0] === 'http' ? undefined : `mode ${rest[0] ?? ''} is not part of the simulation`;
  }
  if (typeof section === 'string') {
    if (keyword === 'balance') standard.balance = rest[0] ?? 'roundrobin';
    if (keyword === 'option' && rest[0] === 'forwardfor') standard.forwardFor = true;
    const known = withoutEffect.has(keyword) || keyword === 'balance';
    return known ? undefined : `unknown keyword '${keyword}' in '${section}' section`;
  }
  const set = settings[keyword];
  if (set !== undefined) return set(section, rest);
  if (keyword === 'option' && rest[0] === 'forwardfor') section.forwardFor = true;
  if (keyword === 'stats' && rest[0] === 'uri') section.statsUri = rest[1] ?? '/haproxy?stats';
  if (keyword === 'stats' && rest[0] === 'enable') section.statsUri ||= '/haproxy?stats';
  return withoutEffect.has(keyword) ? undefined : `unknown keyword '${keyword}' in '${section.kind}' section`;
}

const settings: Readonly<
  Record<string, (proxy: ProxySection, words: readonly string[]) => string | undefined>
> = {
  bind(proxy, [address = '', ...options]) {
    if (options.includes('ssl')) return "'bind' : ssl is not part of the simulation";
    return bind(proxy, address) ? undefined : `'bind' : invalid address: '${address}'`;
  },
  balance(proxy, [algorithm = 'roundrobin']) {
    proxy.balance = algorithm;
    return undefined;
  },
  default_backend(proxy, [name = '']) {
    proxy.defaultBackend = name;
    return undefined;
  },
  server(proxy, [name = '', address = '', ...options]) {
    const [, host = '', port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(address) ?? [];
    if (host === '') return `'server ${name}' : invalid address: '${address}'`;
    const weight = Number(options[options.indexOf('weight') + 1]);
    proxy.servers.push({
      name,
      host,
      port: Number(port ?? 80),
      weight: options.includes('weight') && weight >= 0 && weight <= 256 ? weight : 1,
      backup: options.includes('backup'),
    });
    return undefined;
  },
  acl(proxy, [name = '', test = '', ...rest]) {
    if (
      !/^(?:path|path_beg|path_end|path_sub|path_reg|method|url_beg|src|hdr(?:_beg|_end|_dom|_sub)?\(\w[\w-]*\)|req\.hdr\([\w-]+\)|always_true|always_false)$/.test(
        test,
      )
    ) {
      return `error detected while parsing ACL '${name}' : unknown fetch method '${test}' in ACL expression '${test}'.`;
    }
    if (test === 'path_reg') return `ACL '${name}' : path_reg is not part of the simulation`;
    proxy.acls.push(aclOf(name, test, rest));
    return undefined;
  },
  use_backend(proxy, words) {
    proxy.uses.push(ruleOf(proxy, words));
    return undefined;
  },
  redirect(proxy, words) {
    proxy.rules.push(ruleOf(proxy, ['redirect', ...words]));
    return undefined;
  },
  'http-request'(proxy, words) {
    const [action = ''] = words;
    if (!/^(?:redirect|deny|return|set-header|add-header|del-header|set-path)$/.test(action)) {
      return `'http-request ${action}' is not part of the simulation`;
    }
    proxy.rules.push(ruleOf(proxy, words));
    return undefined;
  },
};

function bind(proxy: ProxySection, address: string): boolean {
  const ports = address.split(',').map((each) => Number(/:(\d{1,5})$/.exec(each)?.[1] ?? Number.NaN));
  if (ports.some((port) => !(port > 0 && port < 65_536))) return false;
  proxy.ports.push(...ports);
  return true;
}

function ruleOf(proxy: ProxySection, words: readonly string[]): Rule {
  const at = words.findIndex((word) => word === 'if' || word === 'unless');
  if (at < 0) return { words, condition: undefined, unless: false };
  return {
    words: words.slice(0, at),
    condition: named(proxy, words.slice(at + 1)),
    unless: words[at] === 'unless',
  };
}

/** Conditions without a name, `{ path /x }`, get one. */
function named(proxy: ProxySection, words: readonly string[]): string[] {
  const names: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word !== '{' && word !== '!{') names.push(word);
    else {
      const end = words.indexOf('}', at);
      const [test = '', ...rest] = words.slice(at + 1, end < 0 ? words.length : end);
      const name = `anonymous-${proxy.acls.length}`;
      proxy.acls.push(aclOf(name, test, rest));
      names.push(word === '{' ? name : `!${name}`);
      at = end < 0 ? words.length : end;
    }
  }
  return names;
}

function aclOf(name: string, test: string, rest: readonly string[]): Acl {
  return {
    name,
    test,
    flags: rest.filter((word) => /^-[a-z]$/.test(word)),
    values: rest.filter((word) => !/^-[a-z-]$/.test(word)),
  };
}

function dangling(proxy: ProxySection, proxies: readonly ProxySection[]): string[] {
  const known = new Set(proxies.filter(({ kind }) => kind !== 'frontend').map(({ name }) => name));
  return [proxy.defaultBackend, ...proxy.uses.map(({ words: [name = ''] }) => name)]
    .filter((name) => name !== '' && !known.has(name))
    .map((name) => `Proxy '${proxy.name}': unable to find required default_backend: '${name}'.`);
}
