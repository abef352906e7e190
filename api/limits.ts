/** The limits of the platform API, all of them named here. */

export const BODY_BYTES_MAX = 1024 * 1024;

/** Of a batch, and of a grading. */
export const LARGE_BODY_BYTES_MAX = 8 * 1024 * 1024;

export const JSON_DEPTH_MAX = 64;

/** Problems of one request that its answer names. */
export const FIELD_PROBLEMS_MAX = 50;

export const PAGE_ITEMS_DEFAULT = 100;
export const PAGE_ITEMS_MAX = 1000;

/** API keys of one tenant. */
export const API_KEYS_MAX = 1000;

export const BATCH_SANDBOXES_MAX = 1000;

/** Nodes of all the sandboxes of a batch. */
export const BATCH_NODES_MAX = 10_000;

export const FORKS_MAX = 100;

/** Labels of one sandbox. */
export const LABELS_MAX = 64;

/** Labels that one list may be filtered by. */
export const FILTER_LABELS_MAX = 10;

export const TTL_SECONDS_MAX = 5 * 365 * 24 * 3600;

export const CREDENTIAL_SECONDS_DEFAULT = 24 * 3600;
export const CREDENTIAL_SECONDS_MAX = 365 * 24 * 3600;

/** Of the Kubernetes user that a credential is for, and of each of its groups: as much as fits into a certificate (RFC 5280). */
export const USER_NAME_CHARACTERS_MAX = 64;
export const GROUP_NAME_CHARACTERS_MAX = 64;

/** Groups of one credential. */
export const GROUPS_MAX = 16;

export const CLOCK_RATE_MIN = 0.01;
export const CLOCK_RATE_MAX = 3600;

/** The nodes of one sandbox as JSON: they are a value in its row. */
export const NODES_CHARACTERS_MAX = 64 * 1024;

/** Labels, and taints, of one node. */
export const NODE_LABELS_MAX = 64;
export const NODE_TAINTS_MAX = 32;

/** Points of one check of an assignment. */
export const POINTS_MAX = 1000;

export const SETTLE_SECONDS_DEFAULT = 60;

/** What a virtual machine of a sandbox may have. */
export const HOST_CPUS_MAX = 128;
export const HOST_MEMORY_BYTES_MIN = 512 * 2 ** 20;
export const HOST_MEMORY_BYTES_MAX = 2 ** 42;
export const HOST_DISK_BYTES_MIN = 4 * 2 ** 30;
export const HOST_DISK_BYTES_MAX = 2 ** 44;
/** What io.max may let through. */
export const IO_PER_SECOND_MAX = 10 ** 12;

/** A command that is run in an OS container: its words, its variables, and what it reads. */
export const COMMAND_WORDS_MAX = 100;
export const COMMAND_WORD_CHARACTERS_MAX = 8192;
export const COMMAND_VARIABLES_MAX = 100;
export const COMMAND_STDIN_CHARACTERS_MAX = 65_536;

/** How long the init of an OS container may be given to stop. */
export const STOP_SECONDS_MAX = 3600;

/** What is noted beside a snapshot. */
export const SNAPSHOT_COMMENT_CHARACTERS_MAX = 200;
