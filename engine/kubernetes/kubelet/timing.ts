/** How long things take on a node, in milliseconds of virtual time. */

/** From a pod's arrival until its volumes are mounted and its sandbox has an address. */
export const SANDBOX_MS = 400;

/** What a pull takes besides the transfer: asking the registry, unpacking. */
export const REGISTRY_MS = 500;

/** Compressed bytes of an image that arrive in a second. */
export const PULL_BYTES_PER_SECOND = 50_000_000;

/** From the image's presence until the container's process runs. */
export const START_MS = 150;

/** Until a container that was started is looked at: one that ends in the meantime was never seen to run. */
export const FIRST_LOOK_MS = 4;

/** What stopping a container takes at least: the runtime tells of its end no sooner after the signal. */
export const STOP_MS = 100;

/** Until the kubelet sees that a container ended (upstream's PLEG relists every second). */
export const RELIST_MS = 1000;

/** Until the kubelet looks again at a pod whose sync failed (upstream's backOffPeriod, with its mean jitter). */
export const SYNC_RETRY_MS = 12_000;

/** The first probe of a container, where initialDelaySeconds doesn't say later. */
export const FIRST_PROBE_MS = 1000;

/**
 * What goes on like this for longer happens in the background, so that a sandbox can come to rest: retries that
 * never help, processes that only end some day.
 */
export const STEADY_MS = 300_000;
