/** A package as one of the package managers knows it. */
export interface Package {
  readonly version: string;
  /** What is downloaded and what it takes on disk, in kilobytes. */
  readonly downloadKb: number;
  readonly installedKb: number;
  /** Executables: path → program. */
  readonly executables: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly about: string;
}

export type Catalogue = Readonly<Record<string, Package>>;

/** A row: what is downloaded and installed in kilobytes; commands as `path` or `path=program`. */
export function of(
  version: string,
  downloadKb: number,
  installedKb: number,
  commands: string,
  needs = '',
  about = '',
): Package {
  const paths = words(commands).map((word) => {
    const [path = '', program = path.slice(path.lastIndexOf('/') + 1)] = word.split('=');
    return [path.startsWith('/') ? path : `/usr/bin/${path}`, program] as const;
  });
  return {
    version,
    downloadKb,
    installedKb,
    executables: Object.fromEntries(paths),
    needs: words(needs),
    about,
  };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

export const debianPackages: Catalogue = {
  'apt-transport-https': of('2.6.1', 25, 36, ''),
  'bind9-dnsutils': of(
    '1:9.18.41-1~deb12u1',
    154,
    532,
    'dig nslookup host',
    'bind9-libs',
    'Clients provided with BIND 9',
  ),
  'bind9-libs': of('1:9.18.41-1~deb12u1', 1413, 3600, '', '', 'Shared Libraries used by BIND 9'),
  'build-essential': of('12.9', 8, 20, '', 'gcc make', 'Informational list of build-essential packages'),
  'ca-certificates': of(
    '20230311+deb12u1',
    155,
    390,
    '/usr/sbin/update-ca-certificates=true',
    'openssl',
    'Common CA certificates',
  ),
  curl: of(
    '7.88.1-10+deb12u14',
    316,
    501,
    'curl',
    'libcurl4',
    'command line tool for transferring data with URL syntax',
  ),
  'default-mysql-client': of(
    '1.1.0',
    3,
    8,
    'mysql mysqladmin mysqldump',
    '',
    'MySQL database client binaries (metapackage)',
  ),
  dnsutils: of(
    '1:9.18.41-1~deb12u1',
    11,
    20,
    '',
    'bind9-dnsutils',
    'Transitional package for bind9-dnsutils',
  ),
  gcc: of('4:12.2.0-3', 5, 20, 'gcc', '', 'GNU C compiler'),
  git: of(
    '1:2.39.5-0+deb12u2',
    7260,
    45_000,
    'git',
    '',
    'fast, scalable, distributed revision control system',
  ),
  gnupg: of('2.2.40-1.1+deb12u1', 846, 900, 'gpg', '', 'GNU privacy guard - a free PGP replacement'),
  htop: of('3.2.2-2', 152, 387, 'htop', '', 'interactive processes viewer'),
  iproute2: of('6.1.0-3', 1046, 3300, '/usr/sbin/ip=ip ss', '', 'networking and traffic control tools'),
  'iputils-ping': of(
    '3:20221126-1+deb12u1',
    47,
    120,
    'ping',
    '',
    'Tools to test the reachability of network hosts',
  ),
  jq: of('1.6-2.1', 64, 110, 'jq', '', 'lightweight and flexible command-line JSON processor'),
  less: of('590-2.1~deb12u2', 131, 306, 'less', '', 'pager program similar to more'),
  libcurl4: of(
    '7.88.1-10+deb12u14',
    391,
    810,
    '',
    '',
    'easy-to-use client-side URL transfer library (OpenSSL flavour)',
  ),
  lsof: of('4.95.0-1', 318, 480, 'lsof', '', 'utility to list open files'),
  make: of('4.3-4.1', 396, 1600, 'make', '', 'utility for directing compilation'),
  nano: of('7.2-1+deb12u1', 690, 2600, 'nano', '', 'small, friendly text editor inspired by Pico'),
  'net-tools': of(
    '2.10-0.1+deb12u2',
    243,
    1000,
    '/usr/sbin/ifconfig=ifconfig netstat /usr/sbin/route=route /usr/sbin/arp=arp',
    '',
    'NET-3 networking toolkit',
  ),
  'netcat-openbsd': of('1.219-1', 41, 110, 'nc', '', 'TCP/IP swiss army knife'),
  'netcat-traditional': of('1.10-47', 67, 150, 'nc', '', 'TCP/IP swiss army knife'),
  nginx: of(
    '1.22.1-9+deb12u3',
    527,
    1600,
    '/usr/sbin/nginx',
    '',
    'small, powerful, scalable web/proxy server',
  ),
  nodejs: of(
    '18.20.4+dfsg-1~deb12u1',
    320,
    900,
    'node nodejs=node',
    '',
    'evented I/O for V8 javascript - runtime executable',
  ),
  npm: of('9.2.0~ds1-1', 796, 3600, 'npm', 'nodejs', 'package manager for Node.js'),
  openssl: of('3.0.17-1~deb12u3', 1430, 2300, '', '', 'Secure Sockets Layer toolkit - cryptographic utility'),
  'postgresql-client': of(
    '15+248',
    10,
    70,
    'psql pg_isready pg_dump',
    '',
    'front-end programs for PostgreSQL (supported version)',
  ),
  procps: of(
    '2:4.0.2-3',
    709,
    2300,
    'ps free uptime top pgrep pkill pidof w watch /usr/sbin/sysctl=sysctl kill',
    '',
    '/proc file system utilities',
  ),
  psmisc: of('23.6-1', 259, 950, 'killall pstree', '', 'utilities that use the proc file system'),
  python3: of(
    '3.11.2-1+b1',
    26,
    80,
    'python3',
    '',
    'interactive high-level object-oriented language (default python3 version)',
  ),
  'python3-pip': of('23.0.1+dfsg-1', 1325, 6900, 'pip pip3=pip', 'python3', 'Python package installer'),
  'redis-tools': of(
    '5:7.0.15-1~deb12u6',
    990,
    6400,
    'redis-cli',
    '',
    'Persistent key-value database with network interface (client)',
  ),
  stress: of('1.0.7-1', 23, 55, 'stress', '', 'tool to impose load on and stress test a computer system'),
  'stress-ng': of('0.15.06-2', 2160, 6500, 'stress-ng', '', 'tool to load and stress a computer'),
  sudo: of(
    '1.9.13p3-1+deb12u2',
    1889,
    6200,
    'sudo',
    '',
    'Provide limited super user privileges to specific users',
  ),
  telnet: of(
    '0.17+2.4-2+deb12u2',
    44,
    40,
    'telnet',
    '',
    'transitional dummy package for inetutils-telnet default switch',
  ),
  tini: of('0.19.0-1+b3', 22, 60, 'tini', '', 'tiny but valid init for containers'),
  traceroute: of(
    '1:2.1.2-1',
    58,
    180,
    'traceroute',
    '',
    'Traces the route taken by packets over an IPv4/IPv6 network',
  ),
  'libcap2-bin': of(
    '1:2.66-4+deb12u2',
    35,
    110,
    '/usr/sbin/capsh /usr/sbin/getcap /usr/sbin/getpcaps /usr/sbin/setcap',
    '',
    'POSIX 1003.1e capabilities (utilities)',
  ),
  tree: of('2.1.0-1', 53, 120, 'tree', '', 'displays an indented directory tree, in color'),
  tzdata: of('2025b-0+deb12u2', 297, 2600, '', '', 'time zone and daylight-saving time data'),
  unzip: of('6.0-28', 166, 390, 'unzip', '', 'De-archiver for .zip files'),
  vim: of('2:9.0.1378-2+deb12u2', 1568, 3740, 'vim', '', 'Vi IMproved - enhanced vi editor'),
  wget: of('1.21.3-1+deb12u1', 937, 3668, 'wget', '', 'retrieves files from the web'),
};

export const redhatPackages: Catalogue = {
  'bind-utils': of('9.16.23-31.el9', 210, 640, 'dig nslookup host'),
  curl: of('7.76.1-34.el9', 294, 690, 'curl'),
  git: of('2.47.3-1.el9', 50, 150, 'git'),
  iproute: of('6.11.0-1.el9', 830, 2400, '/usr/sbin/ip=ip ss'),
  iputils: of('20210202-15.el9', 175, 600, 'ping'),
  jq: of('1.6-19.el9', 190, 410, 'jq'),
  nano: of('5.6.1-7.el9', 690, 2700, 'nano'),
  libcap: of('2.48-10.el9', 69, 170, '/usr/sbin/capsh /usr/sbin/getcap /usr/sbin/getpcaps /usr/sbin/setcap'),
  'net-tools': of('2.0-0.64.20160912git.el9', 300, 900, 'ifconfig netstat route arp'),
  nginx: of('1.20.1-22.el9', 36, 150, '/usr/sbin/nginx'),
  'nmap-ncat': of('7.92-3.el9', 220, 470, 'nc'),
  'procps-ng': of('3.3.17-14.el9', 350, 1000, 'ps free uptime top pgrep pkill'),
  'stress-ng': of('0.18.06-3.el9', 1800, 5600, 'stress-ng'),
  sudo: of('1.9.5p2-10.el9', 1100, 4200, 'sudo'),
  telnet: of('0.17-85.el9', 64, 120, 'telnet'),
  tree: of('1.8.0-10.el9', 55, 110, 'tree'),
  unzip: of('6.0-59.el9', 182, 400, 'unzip'),
  'vim-enhanced': of('8.2.2637-22.el9', 1800, 4000, 'vim'),
  wget: of('1.21.1-8.el9', 789, 3200, 'wget'),
};

/** A package by its exact name: names come from students. */
export function packageNamed(catalogue: Catalogue, name: string): Package | undefined {
  return Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
}

/** These packages and what they need that isn't installed, each after what it needs. */
export function withNeeds(
  catalogue: Catalogue,
  names: readonly string[],
  installed: ReadonlySet<string>,
): string[] {
  const order = new Set<string>();
  const visit = (name: string) => {
    const found = packageNamed(catalogue, name);
    if (found === undefined || installed.has(name) || order.has(name)) return;
    for (const need of found.needs) visit(need);
    order.add(name);
  };
  for (const name of names) visit(name);
  return [...order];
}
