/** What the public DNS says of the names that students use. */
export interface PublicName {
  readonly addresses: readonly string[];
  /** The name is another one's. */
  readonly alias?: string;
  readonly mail?: readonly string[];
}

const PUBLIC: Readonly<Record<string, PublicName>> = {
  'archive.ubuntu.com': { addresses: ['91.189.91.81', '185.125.190.36'] },
  'auth.docker.io': { addresses: ['54.198.86.24', '54.227.20.253'] },
  'cloudflare.com': { addresses: ['104.16.132.229', '104.16.133.229'] },
  'crates.io': { addresses: ['108.138.7.12'] },
  'deb.debian.org': { addresses: ['151.101.130.132'], alias: 'debian.map.fastlydns.net' },
  'dl-cdn.alpinelinux.org': { addresses: ['151.101.86.132'], alias: 'dualstack.d.sni.global.fastly.net' },
  'dns.google': { addresses: ['8.8.8.8', '8.8.4.4'] },
  'docker.com': { addresses: ['44.193.181.103'] },
  'docker.io': { addresses: ['44.208.254.194', '98.85.153.80'] },
  'example.com': { addresses: ['23.192.228.80', '23.215.0.136'], mail: ['0 .'] },
  'example.org': { addresses: ['23.215.0.132', '96.7.128.186'], mail: ['0 .'] },
  'files.pythonhosted.org': { addresses: ['151.101.0.223', '151.101.64.223'] },
  'ghcr.io': { addresses: ['140.82.121.33'] },
  'github.com': { addresses: ['140.82.121.4'], mail: ['1 aspmx.l.google.com.'] },
  'google.com': { addresses: ['142.250.74.46'], mail: ['10 smtp.google.com.'] },
  'hub.docker.com': { addresses: ['44.221.37.199', '52.44.227.212'] },
  'index.docker.io': { addresses: ['54.198.86.24', '54.227.20.253'] },
  'kubernetes.io': { addresses: ['15.197.167.90', '3.33.186.135'] },
  'mirrors.almalinux.org': { addresses: ['151.101.3.52', '151.101.67.52'] },
  'mirrors.fedoraproject.org': { addresses: ['38.145.32.20', '152.19.134.142'] },
  'mirrors.rockylinux.org': { addresses: ['151.101.2.132'], alias: 'dualstack.n.sni.global.fastly.net' },
  'one.one.one.one': { addresses: ['1.1.1.1', '1.0.0.1'] },
  'production.cloudflare.docker.com': { addresses: ['104.16.98.215', '104.16.99.215'] },
  'proxy.golang.org': { addresses: ['142.250.74.113'] },
  'pypi.org': { addresses: ['151.101.0.223', '151.101.64.223', '151.101.128.223', '151.101.192.223'] },
  'quay.io': { addresses: ['34.233.137.77', '52.0.92.170'] },
  'raw.githubusercontent.com': { addresses: ['185.199.108.133', '185.199.109.133'] },
  'registry-1.docker.io': { addresses: ['54.198.86.24', '54.227.20.253', '98.85.153.80'] },
  'registry.k8s.io': { addresses: ['34.96.108.209'] },
  'registry.npmjs.org': { addresses: ['104.16.24.35', '104.16.25.35'] },
  'repo.maven.apache.org': { addresses: ['146.75.72.215'] },
  'rubygems.org': { addresses: ['151.101.1.227', '151.101.65.227'] },
  'security.debian.org': { addresses: ['151.101.130.132'] },
  'security.ubuntu.com': { addresses: ['91.189.91.82', '185.125.190.39'] },
  'stackoverflow.com': { addresses: ['104.18.32.7', '172.64.155.249'] },
  'wikipedia.org': { addresses: ['185.15.59.224'] },
  'www.docker.com': { addresses: ['23.185.0.4'] },
  'www.example.com': { addresses: ['23.192.228.80', '23.215.0.136'] },
  'www.google.com': { addresses: ['142.250.74.36'] },
};

/** Servers anyone may ask. */
const RESOLVERS = new Set(['8.8.8.8', '8.8.4.4', '1.1.1.1', '1.0.0.1', '9.9.9.9', '208.67.222.222']);

const BY_ADDRESS = new Map<string, string>();
for (const [name, { addresses }] of Object.entries(PUBLIC)) {
  for (const address of addresses) if (!BY_ADDRESS.has(address)) BY_ADDRESS.set(address, name);
}

export function publicName(name: string): PublicName | undefined {
  return Object.hasOwn(PUBLIC, name) ? PUBLIC[name] : undefined;
}

export function publicNameOf(address: string): string | undefined {
  return BY_ADDRESS.get(address);
}

export function isPublicAddress(address: string): boolean {
  return BY_ADDRESS.has(address) || RESOLVERS.has(address);
}

export function isPublicResolver(address: string): boolean {
  return RESOLVERS.has(address);
}
