/** What a message in a queue takes beside its body, in bytes. */
const ENTRY_BYTES = 160;

/** A message as it was published. Texts have one character per byte. */
export class Message {
  readonly exchange: string;
  readonly key: string;
  /** As its header has them: flags and values. */
  readonly properties: string;
  readonly body: string;
  readonly persistent: boolean;

  constructor(exchange: string, key: string, properties: string, body: string, persistent: boolean) {
    this.exchange = exchange;
    this.key = key;
    this.properties = properties;
    this.body = body;
    this.persistent = persistent;
  }
}

/** A message in a queue. */
export class Entry {
  readonly message: Message;
  /** Its place: entries with higher priority come first, then those with lower numbers. */
  readonly number: number;
  readonly priority: number;
  /** 0: never */
  readonly expiresMs: number;
  readonly redelivered: boolean = false;
  /** How often it was given to somebody and came back, as quorum queues count it. */
  readonly returns: number = 0;

  constructor(message: Message, number: number, priority: number, expiresMs: number) {
    this.message = message;
    this.number = number;
    this.priority = priority;
    this.expiresMs = expiresMs;
  }

  get bytes(): number {
    return this.message.body.length + this.message.properties.length + ENTRY_BYTES;
  }
}
