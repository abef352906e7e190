/** A request to a program of the sandbox: what programs there take. */
export const REQUEST_BYTES_MAX = 16 * 1024 * 1024;
/** A line between the pieces of a chunked answer. */
export const CHUNK_LINE_BYTES_MAX = 4096;
/** How long a program may say nothing, in ms of virtual time: nginx's proxy_read_timeout. */
export const PATIENCE_MS = 60_000;
