import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';

/** What a master says of itself first. */
export function announce(system: System, log: (text: string) => void): void {
  const release = kernelRelease(system);
  for (const text of [
    'using the "epoll" event method',
    `nginx/${system.executable.version ?? ''}`,
    `built by ${BUILT_BY[system.executable.flavour].compiler}`,
    `OS: Linux ${release}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
  ]) {
    log(text);
  }
}

/** What the official images are built by and with: those on Alpine, and those on Debian. */
const BUILT_BY = {
  busybox: { compiler: 'gcc 14.2.0 (Alpine 14.2.0) ', openssl: 'OpenSSL 3.5.1 1 Jul 2025' },
  gnu: { compiler: 'gcc 12.2.0 (Debian 12.2.0-14+deb12u1) ', openssl: 'OpenSSL 3.0.15 3 Sep 2024' },
} as const;

/** What `-V` says. */
export function builtWith({ executable }: System): string {
  const { compiler, openssl } = BUILT_BY[executable.flavour];
  return `built by ${compiler}\nbuilt with ${openssl}\nTLS SNI support enabled\n`;
}

function kernelRelease(system: System): string {
  try {
    return system.readText('/proc/sys/kernel/osrelease').trim();
  } catch (error) {
    if (error instanceof SystemError) return 'unknown';
    throw error;
  }
}
