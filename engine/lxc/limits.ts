/** OS containers on one host, and snapshots of each. */
export const OS_CONTAINERS_MAX = 50;
export const SNAPSHOTS_MAX = 20;

/** Layers that snapshots of restored containers may pile up on those of the template. */
export const SNAPSHOT_DEPTH_MAX = 20;

/** Commands that run in one container at a time, and those that are remembered. */
export const RUNNING_COMMANDS_MAX = 20;
export const COMMANDS_KEPT_MAX = 100;

/** What is kept of each of a command's outputs, and of what a console printed, in characters. */
export const OUTPUT_CHARS_MAX = 65_536;
export const CONSOLE_CHARS_MAX = 16_384;
