import { unixPathOf } from '../../network/unix-address.ts';
import { fnv1a } from '../../simulation/random.ts';
import type { Pool, Upstream } from './model.ts';
import type { Worker } from './replies.ts';

export type Target = { readonly host: string; readonly port: number };

/** How long a server that failed is passed over, where there are others. */
const FAIL_TIMEOUT_MS = 10_000;
/** Servers that are remembered to have failed. */
const FAILED_MAX = 200;

/** A name of `proxy_pass` outside of any upstream: all of its addresses in turn. */
export function single(host: string, port: number): Pool {
  return { servers: [{ host, port, weight: 1, backup: false, down: false }], key: null };
}

/**
 * The addresses to try, beginning with the one whose turn it is, each as often as its weight says.
 * @param key what stays with a server; undefined: they take turns
 */
export function targets(worker: Worker, { servers }: Pool, key: string | undefined): Target[] {
  const usable = servers.filter(({ down }) => !down);
  const usual = usable.filter(({ backup }) => !backup).flatMap((each) => placesOf(worker, each));
  const backups = usable.filter(({ backup }) => backup).flatMap((each) => placesOf(worker, each));
  const spread = usual.flatMap(({ target, weight }) => Array.from({ length: weight }, () => target));
  const turn = spread.length === 0 ? 0 : (key === undefined ? worker.next() - 1 : fnv1a(key)) % spread.length;
  const ordered = [...spread.slice(turn), ...spread.slice(0, turn), ...backups.map(({ target }) => target)];
  const each = [...new Map(ordered.map((target) => [nameOf(target), target])).values()];
  const alive = each.filter((target) => (worker.failed[nameOf(target)] ?? 0) <= worker.system.now);
  return alive.length > 0 ? alive : each;
}

/** A server that failed is left alone for a while. @param addresses `172.18.0.2:80` */
export function remember(failed: Record<string, number>, addresses: readonly string[], now: number): void {
  for (const address of addresses) {
    if (Object.keys(failed).length >= FAILED_MAX) for (const key of Object.keys(failed)) delete failed[key];
    failed[address] = now + FAIL_TIMEOUT_MS;
  }
}

/** The addresses that a server's name had when the configuration was read. */
function placesOf(worker: Worker, { host, port, weight }: Upstream): { target: Target; weight: number }[] {
  const known = Object.hasOwn(worker.addresses, host) ? (worker.addresses[host] ?? [host]) : [host];
  return known.map((each) => ({ target: { host: each, port }, weight }));
}

function nameOf({ host, port }: Target): string {
  return unixPathOf({ address: host }) === undefined ? `${host}:${port}` : host;
}
