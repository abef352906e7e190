import type { DockerReply } from './reply.ts';

/** An answer that comes when something has happened in the sandbox. */
export interface Eventual {
  readonly eventually: Promise<DockerReply>;
  /** Told in the very instant, where that is known. Undefined: it takes turns of its own, or time on the wall clock. */
  readonly whenThere?: (call: (reply: DockerReply) => void) => void;
}

/** @param begin told how to answer: only the first answer counts */
export function eventual(begin: (answer: (reply: DockerReply) => void) => void): Eventual {
  let there: DockerReply | undefined;
  const waiting: ((reply: DockerReply) => void)[] = [];
  const whenThere = (call: (reply: DockerReply) => void) => {
    if (there === undefined) waiting.push(call);
    else call(there);
  };
  begin((reply) => {
    if (there !== undefined) return;
    there = reply;
    for (const call of waiting) call(reply);
  });
  return { eventually: new Promise(whenThere), whenThere };
}
