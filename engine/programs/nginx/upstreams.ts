import type { Pool, Upstream } from './model.ts';
import { ConfigurationError, type Directive, placeOf } from './syntax.ts';

const WEIGHT_MAX = 100;

export function upstreamsOf(http: readonly Directive[]): Record<string, Pool> {
  const entries = http
    .filter(({ name }) => name === 'upstream')
    .map((directive) => {
      const block = directive.block ?? [];
      const servers = block.filter(({ name }) => name === 'server').map(upstreamOf);
      if (servers.length === 0) {
        throw new ConfigurationError(`no servers are inside upstream in ${placeOf(directive)}`);
      }
      return [directive.args[0] ?? '', { servers, key: keyOf(block) }] as const;
    });
  return Object.fromEntries(entries);
}

/** By what requests stay with a server. */
function keyOf(block: readonly Directive[]): string | null {
  for (const { name, args } of block) {
    if (name === 'ip_hash') return '$binary_remote_addr';
    if (name === 'hash') return args[0] ?? '';
    if (name === 'random') return '$request_id';
  }
  return null;
}

function upstreamOf({ args }: Directive): Upstream {
  const [target = '', ...rest] = args;
  const [host = '', port] = target.startsWith('unix:') ? [target] : target.split(':');
  const weight = Number(rest.find((word) => word.startsWith('weight='))?.slice(7) ?? 1) || 1;
  return {
    host,
    port: Number(port ?? 80) || 80,
    weight: Math.min(weight, WEIGHT_MAX),
    backup: rest.includes('backup'),
    down: rest.includes('down'),
  };
}
