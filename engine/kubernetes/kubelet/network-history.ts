import type { HttpReply, NetworkView } from '../../container/process.ts';
import { sameJson } from '../apiserver/equality.ts';
import type { NetworkAnswer } from './state.ts';

type Answer = NetworkAnswer['answer'];

/** An answer with the moment, in ms of virtual time, from which it holds; later ones follow. */
export type Outlook<T> = readonly { readonly fromMs: number; readonly answer: T }[];

/** How the network answers a pod, as things stand. */
export interface NetworkLook {
  readonly resolve: (host: string) => readonly string[];
  readonly connect: (host: string, port: number) => Outlook<'open' | 'refused' | 'timeout'>;
  readonly get: (host: string, port: number, path: string) => Outlook<HttpReply | undefined>;
}

/**
 * What a container sees of the network. Every answer is kept with the moment from which it held, so that its
 * past stays the same when its timeline is worked out again.
 * @param seen the answers so far; new ones are added
 * @param startedAtMs when the container was started, and how long it has been running
 * @param look absent: only what was seen before is repeated
 */
export function networkHistory(
  seen: Map<string, readonly NetworkAnswer[]>,
  { startedAtMs, nowMs }: { readonly startedAtMs: number; readonly nowMs: number },
  look: NetworkLook | undefined,
): NetworkView {
  const checked = new Set<string>();
  const answer = (question: string, atMs: number, ask: (look: NetworkLook) => Outlook<Answer>): Answer => {
    if (look !== undefined && !checked.has(question)) {
      checked.add(question);
      const ahead = ask(look).map(({ fromMs, answer: then }) => ({
        fromMs: fromMs - startedAtMs,
        answer: then,
      }));
      seen.set(question, withOutlook(seen.get(question) ?? [], ahead, nowMs));
    }
    const known = seen.get(question) ?? [];
    return (known.findLast(({ fromMs }) => fromMs <= atMs) ?? known[0])?.answer ?? null;
  };
  return {
    resolve(host, atMs) {
      const addresses = answer(`resolve ${host}`, atMs, ({ resolve }) => [
        { fromMs: 0, answer: resolve(host) },
      ]);
      return isAddresses(addresses) ? addresses : [];
    },
    connect(host, port, atMs) {
      const met = answer(`connect ${host} ${port}`, atMs, ({ connect }) => connect(host, port));
      return met === 'open' || met === 'refused' ? met : 'timeout';
    },
    get(host, port, path, atMs) {
      const met = answer(`get ${host} ${port} ${path}`, atMs, ({ get }) =>
        get(host, port, path).map(({ fromMs, answer: reply }) => ({ fromMs, answer: reply ?? null })),
      );
      return isReply(met) ? met : undefined;
    },
  };
}

/** The past as it was seen, the present as it is, and the future as it now looks. */
function withOutlook(
  before: readonly NetworkAnswer[],
  ahead: readonly NetworkAnswer[],
  nowMs: number,
): NetworkAnswer[] {
  const kept = before.filter(({ fromMs }) => fromMs <= nowMs);
  const present = ahead.findLast(({ fromMs }) => fromMs <= nowMs);
  const coming = ahead.filter(({ fromMs }) => fromMs > nowMs);
  if (present !== undefined) {
    const last = kept.at(-1);
    if (last === undefined) kept.push({ fromMs: 0, answer: present.answer });
    else if (!sameJson(last.answer, present.answer)) kept.push({ fromMs: nowMs, answer: present.answer });
  }
  return [...kept, ...coming];
}

function isAddresses(answer: Answer): answer is readonly string[] {
  return Array.isArray(answer);
}

function isReply(answer: Answer): answer is HttpReply {
  return typeof answer === 'object' && answer !== null && 'status' in answer;
}
