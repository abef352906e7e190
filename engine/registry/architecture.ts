import { platformParts } from './platform.ts';

/** What an architecture is called elsewhere. */
interface Names {
  /** By Debian: `dpkg --print-architecture`. */
  readonly debian: string;
  /** By Alpine: `apk --print-arch`. */
  readonly alpine: string;
  /** In names of folders and compilers. */
  readonly triplet: string;
  /** How large a file of it is, where one for amd64 is 1. */
  readonly size: number;
}

/** By the platform without its system; those with a variant that isn't here are as the one without. */
const NAMES: Readonly<Record<string, Names>> = {
  '386': { debian: 'i386', alpine: 'x86', triplet: 'i386-linux-gnu', size: 1.01 },
  'arm/v5': { debian: 'armel', alpine: 'armhf', triplet: 'arm-linux-gnueabi', size: 0.94 },
  'arm/v6': { debian: 'armhf', alpine: 'armhf', triplet: 'arm-linux-gnueabihf', size: 0.92 },
  arm: { debian: 'armhf', alpine: 'armv7', triplet: 'arm-linux-gnueabihf', size: 0.88 },
  arm64: { debian: 'arm64', alpine: 'aarch64', triplet: 'aarch64-linux-gnu', size: 0.985 },
  ppc64le: { debian: 'ppc64el', alpine: 'ppc64le', triplet: 'powerpc64le-linux-gnu', size: 1.09 },
  riscv64: { debian: 'riscv64', alpine: 'riscv64', triplet: 'riscv64-linux-gnu', size: 0.95 },
  s390x: { debian: 's390x', alpine: 's390x', triplet: 's390x-linux-gnu', size: 1.03 },
};

/** Undefined: it is amd64, which the catalogue is written for. */
function namesOf(platform: string): Names | undefined {
  const { architecture, variant } = platformParts(platform);
  return NAMES[`${architecture}/${variant}`] ?? NAMES[architecture];
}

/** A text of the catalogue with the names of another platform in place of those of amd64. */
export function localized(text: string, platform: string): string {
  const names = namesOf(platform);
  if (names === undefined) return text;
  return text
    .replaceAll('x86_64-linux-gnu', names.triplet)
    .replaceAll('x86_64', names.alpine)
    .replaceAll('amd64', names.debian);
}

/** How large files of a platform are, where those for amd64 are 1. */
export function relativeSize(platform: string): number {
  return namesOf(platform)?.size ?? 1;
}
