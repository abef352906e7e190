import type { Userland } from '../image.ts';
import type { Build } from './repository.ts';

/** What an official image that is built on nothing is there for, where it says nothing else. */
const official: Readonly<Record<Userland, string>> = {
  none: 'amd64 arm/v5 arm/v7 arm64/v8 386 ppc64le riscv64 s390x',
  busybox: 'amd64 arm/v5 arm/v6 arm/v7 arm64/v8 386 ppc64le riscv64 s390x',
  alpine: 'amd64 arm/v6 arm/v7 arm64/v8 386 ppc64le riscv64 s390x',
  debian: 'amd64 arm/v5 arm/v7 arm64/v8 386 ppc64le riscv64 s390x',
  ubuntu: 'amd64 arm/v7 arm64/v8 ppc64le riscv64 s390x',
  redhat: 'amd64 arm64/v8',
};

/** What most others are built for. */
const usual = 'amd64 arm64';

/**
 * What the entry of the catalogue says, or is usual: official images are there for whatever their base is.
 * @param below of the base
 */
export function declaredPlatforms(
  { platforms }: Build,
  userland: Userland,
  isOfficial: boolean,
  below: readonly string[] | undefined,
): readonly string[] {
  if (platforms === undefined && isOfficial && below !== undefined) return below;
  const words = platforms ?? (isOfficial ? official[userland] : usual);
  return words.split(' ').map((word) => `linux/${word}`);
}
