import { reasons } from '../../../programs/http/message.ts';
import type { Records } from '../../../simulation/records.ts';
import type { Requeue } from '../../../simulation/simulation.ts';
import { DockerError, serverError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { isPublicRegistry } from '../pull/public-registries.ts';
import { placeOf } from './place.ts';
import { ANSWER_MS_MAX, CONNECT_MS_MAX, notSecure, type Session, type Sessions } from './session.ts';

const HUB = 'docker.io';
/** As the CLI calls Docker Hub. */
const HUB_INDEX = 'index.docker.io';
/** Logins of a sandbox that are under way at the same time. */
const LOGINS_MAX = 20;
const ID_DIGITS = 32;

interface Login {
  readonly id: string;
  readonly authorization: string;
  readonly session: Session;
  asked: boolean;
}

/** Whoever logs in at a registry on the sandbox's network: it is asked whether it knows them. */
export class Logins {
  readonly #world: DockerWorld;
  readonly #sessions: Sessions;
  readonly #logins: Records<Login>;

  constructor(world: DockerWorld, sessions: Sessions) {
    this.#world = world;
    this.#sessions = sessions;
    this.#logins = world.simulation.records.of('docker_logins');
  }

  /** After the records were loaded: nobody waits for the answers any more. */
  connect(): void {
    for (const login of [...this.#logins.values()]) this.#forget(login);
  }

  /**
   * `login/<id>` is told how it ends.
   * @param address as the CLI has it: `https://index.docker.io/v1/`, `localhost:5000`, or nothing for Docker Hub
   * @param authorization `user:password` in base64
   * @returns undefined: a registry of the outside world, which believes everybody
   * @throws DockerError where the name leads nowhere
   */
  begin(host: string, address: string, authorization: string): string | undefined {
    const [domain = ''] = address.replace(/^https?:\/\//, '').split('/', 1);
    const named = domain === '' || domain === HUB_INDEX ? HUB : domain;
    if (isPublicRegistry(named)) return undefined;
    if (this.#logins.size >= LOGINS_MAX) {
      throw new DockerError(503, `a sandbox has ${LOGINS_MAX} logins under way at most`);
    }
    const place = placeOf(this.#world, host, named);
    const id = this.#world.simulation.random.hex(ID_DIGITS);
    const session = this.#sessions.open(id, this.#world.namespaces.ofHost(host), place);
    this.#logins.set(id, { id, authorization, session, asked: false });
    this.#world.simulation.enqueue(`docker-login|${id}`);
    return id;
  }

  /** The one that waits for a socket. */
  ofSocket(socket: string): string | undefined {
    for (const { id, session } of this.#logins.values()) if (session.socket === socket) return id;
    return undefined;
  }

  reconcile(id: string): Requeue | undefined {
    const login = this.#logins.get(id);
    if (login === undefined) return undefined;
    try {
      const requeue = this.#advance(login);
      if (requeue !== undefined) {
        this.#logins.set(id, login);
        return requeue;
      }
      this.#world.publisher.emit(`login/${id}`, { is: 'done' });
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      const { status, message } = error;
      this.#world.publisher.emit(`login/${id}`, { is: 'refused', status, message });
    }
    this.#forget(login);
    return undefined;
  }

  /** @returns undefined: the registry knows who it is @throws DockerError */
  #advance(login: Login): Requeue | undefined {
    const { session, authorization } = login;
    if (!login.asked) {
      if (!this.#sessions.isConnected(session)) return { afterMs: CONNECT_MS_MAX };
      if (session.place.secure) throw notSecure(session);
      const headers = [['Authorization', `Basic ${authorization}`]] as const;
      this.#sessions.ask(session, { method: 'GET', target: '/v2/', headers });
      login.asked = true;
    }
    const answer = this.#sessions.answer(session);
    if (answer === undefined) return { afterMs: ANSWER_MS_MAX };
    if (answer.status === 200) return undefined;
    const status = `${answer.status} ${reasons[answer.status] ?? ''}`.trim();
    throw serverError(`login attempt to ${session.place.origin}/v2/ failed with status: ${status}`);
  }

  #forget({ id, session }: Login): void {
    this.#sessions.close(session);
    this.#logins.delete(id);
  }
}
