import { systemError } from '../../filesystem/errors.ts';
import { AGAIN, type Json, type System, type Wait } from '../../linux/system.ts';
import { binary, bytesOf } from '../../shell/commands/bytes.ts';
import { STEP_UNITS } from './limits.ts';
import type { Session } from './session.ts';

/** Clients that one server has at a time; those beyond what its settings allow are told so. */
const CLIENTS_MAX = 110;
/** What a client may have sent without having been answered, in bytes. */
const INPUT_BYTES_MAX = 8_388_608;
const READ_BYTES_MAX = 262_144;

/** What became of a look at a conversation. */
export interface Activity {
  /** There is more to do, now. */
  readonly busy: boolean;
  /** There is more to do then. */
  readonly wakeMs?: number | undefined;
  /** Bytes for the client, one character each. */
  readonly output: string;
  readonly ended: boolean;
}

/** One client's side of a protocol. */
export interface Conversation {
  readonly descriptor: number;
  /** Bytes that haven't been taken yet. */
  input: string;
  readonly session: Session | undefined;
  /** Takes what it can off its input, and works for some units. */
  advance(system: System, units: number): Activity;
  store(): Json;
}

export interface Serving {
  readonly listeners: readonly number[];
  conversations: Conversation[];
  /** @param local it comes from the server's own network namespace, as over the Unix socket */
  greet(system: System, descriptor: number, peer: string, local: boolean): Conversation | undefined;
}

/** One step of a server: it hears all clients, and works for each of them. */
export function serve(system: System, serving: Serving): Wait {
  accept(system, serving);
  const open = new Set<Conversation>();
  // Who doesn't read what it was answered is the only one to wait for that.
  const slow = serving.conversations.filter(({ descriptor }) => !system.isWritable(descriptor));
  for (const each of serving.conversations)
    if (!slow.includes(each) && attempt(() => receive(system, each))) open.add(each);
  let [busy, wake]: [boolean, number | undefined] = [false, undefined];
  const units = Math.max(1000, Math.floor(STEP_UNITS / Math.max(1, open.size)));
  // Twice: the second look is for those who waited for a lock that has gone in the first.
  for (const round of [0, 1]) {
    busy = false;
    wake = undefined;
    for (const each of [...open]) {
      const activity = look(system, each, round === 0 ? units : 100);
      if (activity === undefined || activity.ended) open.delete(each);
      else {
        busy ||= activity.busy;
        if (activity.wakeMs !== undefined) wake = Math.min(wake ?? activity.wakeMs, activity.wakeMs);
      }
    }
  }
  for (const each of slow) open.add(each);
  for (const each of serving.conversations) {
    if (open.has(each)) continue;
    each.session?.rollback();
    if (system.isOpen(each.descriptor)) system.close(each.descriptor);
  }
  serving.conversations = serving.conversations.filter((each) => open.has(each));
  const descriptors = serving.conversations.map(({ descriptor }) => descriptor);
  return {
    readable: [
      ...(serving.conversations.length < CLIENTS_MAX ? serving.listeners : []),
      ...descriptors.filter((each) => system.isWritable(each)),
    ],
    writable: descriptors.filter((each) => !system.isWritable(each)),
    ...(busy ? { cpuMs: 10 } : {}),
    ...(wake === undefined ? {} : { timeMs: wake }),
  };
}

function accept(system: System, serving: Serving): void {
  for (const listener of serving.listeners) {
    while (serving.conversations.length < CLIENTS_MAX) {
      const accepted = system.accept(listener);
      if (accepted === AGAIN) break;
      system.setNonBlocking(accepted.descriptor);
      attempt(() => {
        const local = accepted.peer.address.startsWith('127.');
        const conversation = serving.greet(system, accepted.descriptor, accepted.peer.address, local);
        if (conversation === undefined) system.close(accepted.descriptor);
        else serving.conversations.push(conversation);
        return true;
      });
    }
  }
}

function look(system: System, conversation: Conversation, units: number): Activity | undefined {
  let activity: Activity | undefined;
  const fine = attempt(() => {
    activity = conversation.advance(system, units);
    if (activity.output !== '') system.write(conversation.descriptor, bytesOf(activity.output));
    return true;
  });
  return fine ? activity : undefined;
}

function receive(system: System, conversation: Conversation): boolean {
  const data = system.read(conversation.descriptor, READ_BYTES_MAX);
  if (data === AGAIN) return true;
  if (data.length === 0) return false;
  conversation.input += binary(data);
  return conversation.input.length <= INPUT_BYTES_MAX;
}

function attempt(action: () => boolean): boolean {
  try {
    return action();
  } catch (error) {
    systemError(error);
    return false;
  }
}
