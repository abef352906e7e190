import type { LogEntry } from './containers/logs.ts';
import type { DockerEvent } from './events.ts';

/**
 * What streams and waiting requests are told, by topic:
 * `container/<id>`: started, refused, ended, removed. `output/<container>/<exec>`: output and its end (the main
 * process is the exec `''`). `log/<id>`: entries. `events/<host>`: events.
 */
export type DockerMessage =
  | { readonly is: 'event'; readonly event: DockerEvent }
  | { readonly is: 'log'; readonly entry: LogEntry }
  | { readonly is: 'output'; readonly stream: 1 | 2; readonly bytes: Uint8Array }
  | { readonly is: 'end of output' }
  | { readonly is: 'started' }
  | { readonly is: 'refused'; readonly status: number; readonly message: string }
  | { readonly is: 'ended'; readonly exitCode: number }
  | { readonly is: 'removed'; readonly exitCode: number }
  /** For others' streams, such as the progress of a pull: JSON to send as it is. */
  | { readonly is: 'progress'; readonly line: object }
  | { readonly is: 'done' }
  /** The sandbox leaves memory: every stream ends. */
  | { readonly is: 'closed' };
