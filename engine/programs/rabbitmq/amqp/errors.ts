/** Reply codes of AMQP 0-9-1, by the name that a reply's text begins with, and what an error ends. */
const CODES = {
  CONTENT_TOO_LARGE: [311, 'channel'],
  NO_CONSUMERS: [313, 'channel'],
  ACCESS_REFUSED: [403, 'channel'],
  NOT_FOUND: [404, 'channel'],
  RESOURCE_LOCKED: [405, 'channel'],
  PRECONDITION_FAILED: [406, 'channel'],
  CONNECTION_FORCED: [320, 'connection'],
  FRAME_ERROR: [501, 'connection'],
  SYNTAX_ERROR: [502, 'connection'],
  COMMAND_INVALID: [503, 'connection'],
  CHANNEL_ERROR: [504, 'connection'],
  UNEXPECTED_FRAME: [505, 'connection'],
  RESOURCE_ERROR: [506, 'connection'],
  NOT_ALLOWED: [530, 'connection'],
  NOT_IMPLEMENTED: [540, 'connection'],
  INTERNAL_ERROR: [541, 'connection'],
} as const;

export type ReplyName = keyof typeof CODES;

/** A reply's text isn't longer, in bytes: it is a short string. */
const REPLY_BYTES_MAX = 255;

/** What ends a channel or a connection. Its message is one of bytes: one character each. */
export class AmqpError extends Error {
  readonly reply: ReplyName;
  readonly explanation: string;

  constructor(reply: ReplyName, explanation: string) {
    super(`${reply} - ${explanation}`);
    this.reply = reply;
    this.explanation = explanation;
  }

  get code(): number {
    return CODES[this.reply][0];
  }

  get endsConnection(): boolean {
    return CODES[this.reply][1] === 'connection';
  }

  get text(): string {
    return this.message.slice(0, REPLY_BYTES_MAX);
  }
}
