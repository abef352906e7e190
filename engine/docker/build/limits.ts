/** The limits of builds. */

export const DOCKERFILE_BYTES_MAX = 1024 * 1024;
/** Instructions of a Dockerfile, those that ONBUILD brings included. */
export const STEPS_MAX = 1000;
/** Builds of a sandbox that go on at the same time. */
export const BUILDS_MAX = 20;
export const IGNORE_PATTERNS_MAX = 1000;
/** Of a value after its variables have been put in. */
export const EXPANDED_CHARACTERS_MAX = 64 * 1024;
/** How deep `${a:-${b:-…}}` goes. */
export const EXPANSION_DEPTH_MAX = 20;
