import { ask, type NameServer, resolve } from './dns.ts';
import type { DnsAnswer, NoAnswer, Question } from './dns-records.ts';
import type { Resolver } from './records.ts';
import type { World } from './world.ts';

/** Name resolution: what each namespace asks whom, and what it gets as an answer. */
export class Names {
  readonly #world: World;
  readonly #servers = new Map<string, NameServer>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What /etc/resolv.conf is to say in a namespace. */
  resolver(namespace: string): Resolver {
    return this.#world.namespaces.get(namespace).resolver;
  }

  setResolver(namespace: string, resolver: Resolver): void {
    const record = this.#world.namespaces.get(namespace);
    record.resolver = resolver;
    this.#world.namespaces.set(record);
  }

  /** A name server of the sandbox, such as the cluster's. To be said each time the sandbox is made. */
  addServer(address: string, server: NameServer): void {
    this.#servers.set(address, server);
  }

  /** One question to one server, as dig asks it. Answers at once; the caller waits that long. */
  ask(namespace: string, server: string, question: Question): DnsAnswer | NoAnswer {
    return ask(this.#world, this.#servers, namespace, server, question);
  }

  /** As getaddrinfo asks: with the search list, one server after the other. @param resolver what resolv.conf says */
  resolve(namespace: string, question: Question, resolver?: Resolver): DnsAnswer | NoAnswer {
    return resolve(this.#world, this.#servers, namespace, question, resolver);
  }
}
