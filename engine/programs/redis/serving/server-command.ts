import type { Reply } from '../resp.ts';
import type { Client, Server } from './state.ts';

/** A command on the server itself, or on the connection. */
export interface ServerCommand {
  readonly arity: number;
  readonly category: string;
  /** It changes keys. */
  readonly writes?: boolean;
  /** Without a reply of its own. */
  readonly run: (server: Server, client: Client, args: readonly string[]) => Reply | undefined;
}

export type ServerCommands = Readonly<Record<string, ServerCommand>>;

export function unknownSubcommand(args: readonly string[]): Reply {
  return {
    error: `ERR unknown subcommand '${(args[1] ?? '').slice(0, 128)}'. Try ${(args[0] ?? '').toUpperCase()} HELP.`,
  };
}

export function wrongCount(args: readonly string[]): Reply {
  return {
    error: `ERR wrong number of arguments for '${(args[0] ?? '').toLowerCase()}|${(args[1] ?? '').toLowerCase()}' command`,
  };
}
