/**
 * Platforms are written as docker writes them: `linux/amd64`, `linux/arm64/v8`. Which of them suit one another follows
 * github.com/containerd/platforms.
 */

/** What the machines of a sandbox are. */
export const HOST_ARCHITECTURE = 'amd64';
export const HOST_PLATFORM = `linux/${HOST_ARCHITECTURE}`;
/** The same as a daemon says it, with what its processor can do. */
export const DETECTED_PLATFORM = `${HOST_PLATFORM}/v3`;

interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

export function platformParts(text: string): Platform {
  const [os = '', architecture = '', variant] = text.split('/');
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

export function platformText({ os, architecture, variant = '' }: Platform): string {
  return `${os}/${architecture}${variant === '' ? '' : `/${variant}`}`;
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  i386: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
};
const ARM_NAMES: Readonly<Record<string, string>> = { armhf: 'v7', armel: 'v6' };

/** The canonical names of an architecture and its variant; the usual variant is none, but for 32-bit ARM. */
export function normalArchitecture(name: string, variant = ''): Omit<Platform, 'os'> & { variant: string } {
  const armVariant = ARM_NAMES[name];
  if (armVariant !== undefined) return { architecture: 'arm', variant: armVariant };
  const architecture = ARCHITECTURES[name] ?? name;
  if (architecture === '386') return { architecture, variant: name === 'i386' ? '' : variant };
  if (architecture === 'amd64') return { architecture, variant: variant === 'v1' ? '' : variant };
  if (architecture === 'arm64') {
    if (/^v?8(?:\.0)?$/.test(variant)) return { architecture, variant: '' };
    return { architecture, variant: /^v?9(?:\.0)?$/.test(variant) ? 'v9' : variant };
  }
  if (architecture !== 'arm') return { architecture, variant };
  return { architecture, variant: variant === '' ? 'v7' : variant.replace(/^(?=[5-8]$)/, 'v') };
}

function normalized(text: string): string {
  const { os, architecture, variant } = platformParts(text.toLowerCase());
  return platformText({ os, ...normalArchitecture(architecture, variant) });
}

/** What runs on a platform, as its processors do, the best first: an arm64 runs 32-bit ARM, an amd64 runs 386. */
function runnable(platform: string): string[] {
  const { os, architecture, variant = '' } = platformParts(normalized(platform));
  const version = Number(/^v(\d+)/.exec(variant)?.[1] ?? 0);
  const below = (name: string, from: number, to: number) =>
    Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => `${os}/${name}/v${from - index}`);
  switch (architecture) {
    case 'amd64':
      return [`${os}/amd64`, ...below('amd64', version, 1), `${os}/386`].map(normalized);
    case 'arm':
      return [normalized(platform), ...below('arm', version - 1, 5)];
    case 'arm64':
      return [normalized(platform), ...(version > 8 ? [`${os}/arm64`] : []), ...below('arm', 8, 5)];
    default:
      return [normalized(platform)];
  }
}

/** Which of several platforms is the best where another one is wanted; undefined: none will do. */
export function bestPlatform(there: readonly string[], wanted: string): string | undefined {
  for (const candidate of runnable(wanted)) {
    const match = there.find((platform) => normalized(platform) === candidate);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** Whether two say the same, in other words perhaps. */
export function samePlatform(one: string, other: string): boolean {
  return normalized(one) === normalized(other);
}

/** Whether an image of one platform will do where another is wanted; one that says no variant is taken at its word. */
export function suitsPlatform(there: string, wanted: string): boolean {
  if (bestPlatform([there], wanted) !== undefined) return true;
  const { os, architecture, variant } = platformParts(there);
  if (variant !== undefined) return false;
  const other = platformParts(normalized(wanted));
  return os === other.os && normalArchitecture(architecture).architecture === other.architecture;
}
