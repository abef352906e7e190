import type { HttpReply, NetworkView } from '../../container/process.ts';
import type { NetworkAnswer } from './state.ts';

type Answer = NetworkAnswer['answer'];

/** How the network answers a pod at this moment. */
export interface NetworkLook {
  readonly resolve: (host: string) => readonly string[];
  readonly connect: (host: string, port: number) => 'open' | 'refused' | 'timeout';
  readonly get: (host: string, port: number, path: string) => HttpReply | undefined;
}

/**
 * What a container sees of the network. Every answer is kept with the moment from which it held, so that its
 * past stays the same when its timeline is worked out again.
 * @param seen the answers so far; new ones are added
 * @param nowMs how long the container has been running
 * @param look absent: only what was seen before is repeated
 */
export function networkHistory(
  seen: Map<string, readonly NetworkAnswer[]>,
  nowMs: number,
  look: NetworkLook | undefined,
): NetworkView {
  const checked = new Set<string>();
  const answer = (question: string, atMs: number, ask: (look: NetworkLook) => Answer): Answer => {
    if (look !== undefined && !checked.has(question)) {
      checked.add(question);
      keep(seen, question, nowMs, ask(look));
    }
    const known = seen.get(question) ?? [];
    return (known.findLast(({ fromMs }) => fromMs <= atMs) ?? known[0])?.answer ?? null;
  };
  return {
    resolve(host, atMs) {
      const addresses = answer(`resolve ${host}`, atMs, ({ resolve }) => resolve(host));
      return isAddresses(addresses) ? addresses : [];
    },
    connect(host, port, atMs) {
      const met = answer(`connect ${host} ${port}`, atMs, ({ connect }) => connect(host, port));
      return met === 'open' || met === 'refused' ? met : 'timeout';
    },
    get(host, port, path, atMs) {
      const reply = answer(`get ${host} ${port} ${path}`, atMs, ({ get }) => get(host, port, path) ?? null);
      return isReply(reply) ? reply : undefined;
    },
  };
}

function keep(
  seen: Map<string, readonly NetworkAnswer[]>,
  question: string,
  nowMs: number,
  answer: Answer,
): void {
  const before = seen.get(question) ?? [];
  const last = before.at(-1);
  if (last !== undefined && JSON.stringify(last.answer) === JSON.stringify(answer)) return;
  seen.set(question, [...before, { fromMs: last === undefined ? 0 : nowMs, answer }]);
}

function isAddresses(answer: Answer): answer is readonly string[] {
  return Array.isArray(answer);
}

function isReply(answer: Answer): answer is HttpReply {
  return typeof answer === 'object' && answer !== null && 'status' in answer;
}
