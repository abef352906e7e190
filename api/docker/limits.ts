/** A body that is JSON. */
export const JSON_BODY_BYTES_MAX = 4 * 1024 * 1024;
/** An archive, a build context or an image. */
export const UPLOAD_BYTES_MAX = 128 * 1024 * 1024;
/** What waits for a client that reads slowly, before it is cut off. */
export const STREAM_BACKLOG_BYTES_MAX = 4 * 1024 * 1024;
/** What is written ahead of a reader. */
export const STREAM_WRITTEN_BYTES_MAX = 64 * 1024;
/** A piece of a client's standard input that is handed on at once. */
export const STDIN_CHUNK_BYTES_MAX = 64 * 1024;
