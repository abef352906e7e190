import type { SocketAddress, System } from '../linux/system.ts';

/** The value of an option, in any spelling: `--port 80`, `--port=80`, `-port=80`. The last one wins. */
export function option(argv: readonly string[], ...names: readonly string[]): string | undefined {
  let value: string | undefined;
  for (const [index, argument] of argv.entries()) {
    for (const name of names) {
      if (argument === name) value = argv[index + 1] ?? value;
      else if (argument.startsWith(`${name}=`)) value = argument.slice(name.length + 1);
    }
  }
  return value;
}

/** A port number as a user wrote it; the default where it isn't one. */
export function portNumber(text: string | undefined, defaultPort: number): number {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : defaultPort;
  return port > 0 && port < 65_536 ? port : defaultPort;
}

/** `:8080`, `0.0.0.0:8080`, `localhost:80`, `8080` */
export function listenAddress(text: string, defaultPort: number): SocketAddress {
  const colon = text.lastIndexOf(':');
  const host = colon < 0 ? '' : text.slice(0, colon);
  const port = portNumber(text.slice(colon + 1), defaultPort);
  if (host === 'localhost' || host === '[::1]') return { address: '127.0.0.1', port };
  return { address: /^\d+(?:\.\d+){3}$/.test(host) ? host : '0.0.0.0', port };
}

/** On all interfaces. */
export function anywhere(port: number): SocketAddress {
  return { address: '0.0.0.0', port };
}

/** The first address that isn't loopback's. */
export function ownAddress(system: System): string {
  for (const { kind, addresses } of system.network().interfaces) {
    if (kind !== 'loopback' && addresses[0] !== undefined) return addresses[0].address;
  }
  return '127.0.0.1';
}

export const mebibyte = 1_048_576;
