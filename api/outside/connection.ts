import { SystemError } from '../../engine/filesystem/errors.ts';
import type { Entrance, OutsideConnections } from '../../engine/machines/outside.ts';
import { PATIENCE_MS } from './limits.ts';
import { tookTooLong, VisitError, visitFailed } from './refusals.ts';

/** What a visitor can have done in a sandbox. */
export interface Turns {
  /** In a turn of its own, and committed when it returns. */
  readonly later: <R>(change: (outside: OutsideConnections) => R) => Promise<R>;
  /** Lets a clock that stands still go on, until that is so; does nothing where the clock goes on by itself. */
  readonly moveOn: (isThere: () => boolean) => Promise<void>;
}

/** Where in a sandbox: `docker:8080`. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Who waits may wait for ever, or only so long; and may have a manual clock moved for it. */
export interface Patience {
  readonly isImpatient: boolean;
}

const SPELLING = /^\/([a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?):(\d{1,5})(?=\/|$)(.*)$/s;

/** The place that a path begins with, and the rest of the path. */
export function placeOf(path: string): { readonly place: Place; readonly rest: string } | undefined {
  const [, host, digits, rest] = SPELLING.exec(path) ?? [];
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= 65_535)) return undefined;
  return { place: { host, port }, rest: rest || '/' };
}

/** A TCP connection from outside to a program in the sandbox. */
export class Connection {
  readonly #turns: Turns;
  readonly #id: string;
  readonly #where: string;
  readonly #patience: Patience;
  /** How often something has changed, so that nothing is missed between a look and the wait after it. */
  #changes = 0;
  #wake = () => {};
  #isGone = false;

  private constructor(turns: Turns, id: string, where: string, patience: Patience) {
    this.#turns = turns;
    this.#id = id;
    this.#where = where;
    this.#patience = patience;
  }

  /** @throws VisitError */
  static async open(turns: Turns, place: Place, entrance: Entrance, patience: Patience): Promise<Connection> {
    const where = `${place.host}:${place.port}`;
    const connection = await turns.later((outside) => {
      const id = trying(where, () => outside.open(place.host, place.port, entrance));
      if (id === undefined) throw new VisitError('not-found', `The sandbox has no host ${place.host}.`);
      const opened = new Connection(turns, id, where, patience);
      opened.#listen(outside);
      return opened;
    });
    try {
      await connection.#until((outside) => (outside.isConnected(connection.#id) ? true : undefined));
    } catch (error) {
      await connection.close();
      throw error;
    }
    return connection;
  }

  /** The next bytes; none at the end. @throws VisitError */
  read(): Promise<Uint8Array> {
    return this.#until((outside) => {
      const bytes = outside.read(this.#id);
      return bytes === 'again' ? undefined : bytes;
    });
  }

  /** All of it, as fast as it is read. @throws VisitError */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const rest = bytes.subarray(at);
      at += await this.#until((outside) => outside.write(this.#id, rest) || undefined);
    }
  }

  async shutdown(): Promise<void> {
    await this.#until((outside) => {
      outside.shutdown(this.#id);
      return true;
    });
  }

  /** May be called again, and whatever has happened. */
  async close(): Promise<void> {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#wake();
    const closed = this.#turns.later((outside) => {
      outside.close(this.#id);
      this.#unsubscribe();
    });
    // A sandbox that is gone has no connection any more.
    await closed.catch(() => {});
  }

  #unsubscribe = () => {};

  #listen(outside: OutsideConnections): void {
    if (this.#patience.isImpatient) outside.bePatient(this.#id, PATIENCE_MS);
    this.#unsubscribe = outside.publisher.subscribe(this.#id, ({ is }) => {
      this.#changes++;
      if (is === 'closed') {
        this.#isGone = true;
        this.#unsubscribe();
      }
      this.#wake();
    });
  }

  /** Looks again and again, whenever something has changed. @throws VisitError */
  async #until<R>(look: (outside: OutsideConnections) => R | undefined): Promise<R> {
    for (;;) {
      const seen = this.#changes;
      if (this.#isGone) throw visitFailed(new SystemError('ECONNRESET'), this.#where);
      const found = await this.#turns.later((outside) =>
        trying(this.#where, () => this.#look(outside, look)),
      );
      if (found !== undefined) return found;
      const isThere = () => this.#changes !== seen || this.#isGone;
      if (this.#patience.isImpatient) await this.#turns.moveOn(isThere);
      if (!isThere()) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #look<R>(outside: OutsideConnections, look: (outside: OutsideConnections) => R | undefined): R | undefined {
    if (this.#isGone) throw new SystemError('ECONNRESET');
    const found = look(outside);
    if (found !== undefined) {
      if (this.#patience.isImpatient) outside.bePatient(this.#id, PATIENCE_MS);
      return found;
    }
    if (outside.isImpatient(this.#id)) throw tookTooLong(this.#where, PATIENCE_MS / 1000);
    return undefined;
  }
}

/** @throws VisitError what the network says */
function trying<R>(where: string, call: () => R): R {
  try {
    return call();
  } catch (error) {
    if (error instanceof SystemError) throw visitFailed(error, where);
    throw error;
  }
}
