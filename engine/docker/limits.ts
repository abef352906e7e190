/** The limits of a Docker daemon, all of them named here. */

export const CONTAINERS_MAX = 500;
export const VOLUMES_MAX = 500;
export const NETWORKS_MAX = 100;
/** Images of a sandbox, those of builds' steps included, and the names that lead to them. */
export const IMAGES_MAX = 5000;
export const IMAGE_NAMES_MAX = 2000;
/** The configuration of an image as JSON, and those of all images of a sandbox together. */
export const IMAGE_TEXT_CHARACTERS_MAX = 256 * 1024;
export const IMAGE_TEXTS_CHARACTERS_MAX = 64 * 1024 * 1024;
/** Execs of a container that run at the same time. */
export const EXECS_MAX = 64;
/** Execs that are remembered after their end, for inspect; dockerd forgets them after five minutes. */
export const EXEC_MEMORY_MS = 5 * 60 * 1000;

/** What is kept of a container's log, in characters; the oldest goes first. */
export const LOG_CHARACTERS_MAX = 4 * 1024 * 1024;
/** A record of the log: it is written anew with each line that it gets. */
export const LOG_CHUNK_CHARACTERS = 32 * 1024;
/** The longest line of a log; longer ones are cut into several, as dockerd's copier does. */
export const LOG_LINE_BYTES_MAX = 16 * 1024;

/** Events that a daemon remembers (moby's eventsLimit). */
export const EVENTS_MAX = 256;

/** Results of health checks that are kept, and what is kept of each one's output. */
export const HEALTH_RESULTS_MAX = 5;
export const HEALTH_OUTPUT_CHARACTERS_MAX = 4096;

/** What an archive that leaves a container may take. */
export const ARCHIVE_BYTES_MAX = 128 * 1024 * 1024;
