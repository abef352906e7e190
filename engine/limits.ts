/** The limits of the engine, all of them named here. */

/** Reconciles in one go: between two slices other sandboxes on the thread get their turn. */
export const SLICE_STEPS_MAX = 100;

/** Reconciles in one transaction: what changes in many of them is written once. */
export const TRANSACTION_STEPS_MAX = 1000;

/**
 * Instructions of interpreted programs that count as one reconcile, in a slice too; and how many there may be in one
 * transaction, as each may have changed something.
 */
export const STEP_INSTRUCTIONS = 500;
export const TRANSACTION_INSTRUCTIONS_MAX = 60_000;

/** Reconciles that one advance of the clock, or one request's aftermath, may take before it is reported as unsettled. */
export const SETTLE_STEPS_MAX = 500_000;

/** How far one advance may move the clock. */
export const ADVANCE_SECONDS_MAX = 30 * 24 * 3600;

/** Live sandboxes keep the changes of this long, as etcd's compaction in kube-apiserver does. */
export const HISTORY_WINDOW_MS = 5 * 60 * 1000;

/** Nodes a sandbox may be created with. */
export const NODES_MAX = 200;

/** Docker hosts a sandbox may be created with. */
export const DOCKER_HOSTS_MAX = 20;

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

/** A CEL expression of a check. The cost is counted in steps, and bounded before the expression is evaluated. */
export const CEL_CHARS_MAX = 4_096;
export const CEL_NODES_MAX = 1_000;
export const CEL_DEPTH_MAX = 50;
export const CEL_COST_MAX = 2_000_000;

export const CHECKS_MAX = 200;
/** Virtual time between a submission and its checks, and what starting manifests get to come to rest. */
export const SETTLE_SECONDS_MAX = 24 * 3600;
export const STARTING_SECONDS_MAX = 300;
/** Reconciles that all of a grading may take. */
export const GRADE_STEPS_MAX = 200_000;

/** What the report shows of a failed check. */
export const EVIDENCE_LINES_MAX = 12;
export const EVIDENCE_CHARS_MAX = 300;
export const EVIDENCE_OBJECTS_MAX = 3;

/** Processes on all hosts of a sandbox. */
export const PROCESSES_MAX = 50_000;

/** Virtual machines of a sandbox. */
export const HOSTS_MAX = 20;
