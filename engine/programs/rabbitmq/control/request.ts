import { z } from 'zod';
import type { Node } from '../node.ts';

/** What a control command asks of a node, as a line of JSON. Texts have one character per byte. */
export const request = z.object({
  cookie: z.string(),
  command: z.string(),
  args: z.array(z.string()).max(200),
  vhost: z.string(),
  format: z.enum(['table', 'pretty_table', 'json', 'csv']),
  quiet: z.boolean(),
  silent: z.boolean(),
  headers: z.boolean(),
});
export type Request = z.infer<typeof request>;

/** What it prints, and how it ends. */
export const outcome = z.object({ out: z.string(), err: z.string(), code: z.number() });
export type Outcome = z.infer<typeof outcome>;

export type Row = Readonly<Record<string, unknown>>;

/** What a command gives: lines, rows of a table, or why it can't. `later`: it is to be asked again. */
export type Given =
  | { readonly says?: string }
  | { readonly columns: readonly string[]; readonly rows: readonly Row[] }
  | { readonly error: string; readonly code: number }
  | 'later';

export interface Command {
  /** How it is called, for who gives it something else: words in brackets may be left out. */
  readonly usage: string;
  readonly banner: (node: Node, request: Request) => string;
  readonly run: (node: Node, request: Request) => Given;
  /** It makes sense where the application doesn't run, too. */
  readonly always?: boolean;
}

export const EXIT = { usage: 64, data: 65, noUser: 67, unavailable: 69, software: 70 } as const;

export const failed = (code: number, error: string): Given => ({ error, code });
