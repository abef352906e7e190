import { systemError } from '../filesystem/errors.ts';
import { AGAIN, type Json, type System, type Wait } from '../linux/system.ts';
import { binary } from '../shell/commands/bytes.ts';

/** Clients one process serves, and what it keeps of input that isn't whole, in bytes. */
const clientsMax = 128;
const inputMax = 4_194_304;
const readMax = 262_144;

/** A client of a server that isn't HTTP's: JSON. */
export type Client = {
  descriptor: number;
  /** One character per byte. */
  input: string;
  ended: boolean;
  /** What the protocol remembers of it. */
  session: { [key: string]: Json };
};

/** What a protocol does with input: it takes what it understands off `client.input`. @returns false: it hangs up */
export type Protocol = (client: Client) => boolean;

/** Accepts clients and lets them talk. */
export function talk(
  system: System,
  listeners: readonly number[],
  clients: Client[],
  protocol: Protocol,
  greet?: Protocol,
): Client[] {
  for (const listener of listeners) {
    while (clients.length < clientsMax) {
      const accepted = system.accept(listener);
      if (accepted === AGAIN) break;
      system.setNonBlocking(accepted.descriptor);
      const client: Client = { descriptor: accepted.descriptor, input: '', ended: false, session: {} };
      if (greet === undefined || attempt(() => greet(client))) clients.push(client);
    }
  }
  return clients.filter((client) => {
    if (!system.isWritable(client.descriptor)) return true;
    const stays = attempt(() => receive(system, client) && protocol(client)) && !client.ended;
    if (!stays && system.isOpen(client.descriptor)) system.close(client.descriptor);
    return stays;
  });
}

/** Who has enough to read isn't heard before it has read it. */
export function talkWait(system: System, listeners: readonly number[], clients: readonly Client[]): Wait {
  const descriptors = clients.map(({ descriptor }) => descriptor);
  return {
    readable: [
      ...(clients.length < clientsMax ? listeners : []),
      ...descriptors.filter((each) => system.isWritable(each)),
    ],
    writable: descriptors.filter((each) => !system.isWritable(each)),
  };
}

function attempt(action: () => boolean): boolean {
  try {
    return action();
  } catch (error) {
    systemError(error);
    return false;
  }
}

function receive(system: System, client: Client): boolean {
  const data = system.read(client.descriptor, readMax);
  if (data === AGAIN) return true;
  if (data.length === 0) client.ended = true;
  client.input += binary(data);
  return client.input.length <= inputMax;
}
