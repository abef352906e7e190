/** The limits of the engine, all of them named here. */

/** Reconciles in one transaction: between two slices other sandboxes on the thread get their turn. */
export const SLICE_STEPS_MAX = 100;

/** Reconciles that one advance of the clock, or one request's aftermath, may take before it is reported as unsettled. */
export const SETTLE_STEPS_MAX = 500_000;

/** How far one advance may move the clock. */
export const ADVANCE_SECONDS_MAX = 30 * 24 * 3600;

/** Live sandboxes keep the changes of this long, as etcd's compaction in kube-apiserver does. */
export const HISTORY_WINDOW_MS = 5 * 60 * 1000;

/** Nodes a sandbox may be created with. */
export const NODES_MAX = 200;

/** What one object may take as JSON: etcd's request limit. */
export const OBJECT_BYTES_MAX = 1_572_864;

/** What an assignment's or a submission's files may be. */
export const FILES_MAX = 200;
export const FILES_CHARS_MAX = 1_048_576;
export const DOCUMENTS_MAX = 1_000;

/** What a YAML document may be with its aliases written out. */
export const YAML_EXPANDED_CHARS_MAX = 2 * FILES_CHARS_MAX;

/** What a message or a value may take in a report. */
export const MESSAGE_CHARS_MAX = 2_000;
