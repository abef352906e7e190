/** Who is told of messages on a topic, from the next commit on. */
export type Subscriber<M> = (message: M) => void;

/**
 * Messages by topic, for streams that leave the sandbox. What is emitted while a transaction is under way is told
 * only once it is committed; messages are not stored.
 */
export class Publisher<M> {
  readonly #subscribers = new Map<string, Set<Subscriber<M>>>();
  #waiting: { readonly topic: string; readonly message: M }[] = [];

  emit(topic: string, message: M): void {
    if (this.#subscribers.has(topic)) this.#waiting.push({ topic, message });
  }

  /** @returns ends the subscription */
  subscribe(topic: string, subscriber: Subscriber<M>): () => void {
    const subscribers = this.#subscribers.get(topic) ?? new Set();
    this.#subscribers.set(topic, subscribers.add(subscriber));
    return () => {
      subscribers.delete(subscriber);
      if (subscribers.size === 0 && this.#subscribers.get(topic) === subscribers) {
        this.#subscribers.delete(topic);
      }
    };
  }

  /** Tells what was emitted since the last call. */
  flush(): void {
    const messages = this.#waiting;
    this.#waiting = [];
    for (const { topic, message } of messages) {
      for (const subscriber of [...(this.#subscribers.get(topic) ?? [])]) subscriber(message);
    }
  }

  /** Tells every subscriber at once, whatever it subscribed to. */
  tellAll(message: M): void {
    for (const subscribers of [...this.#subscribers.values()]) {
      for (const subscriber of [...subscribers]) subscriber(message);
    }
  }

  get count(): number {
    let count = 0;
    for (const { size } of this.#subscribers.values()) count += size;
    return count;
  }
}
