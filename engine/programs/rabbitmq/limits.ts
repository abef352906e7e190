/** Connections of a node, channels and consumers of all of them together. */
export const CONNECTIONS_MAX = 128;
export const CHANNELS_MAX = 2048;
export const CONSUMERS_MAX = 2048;
/** Of a node, in all virtual hosts. */
export const VHOSTS_MAX = 64;
export const USERS_MAX = 256;
export const QUEUES_MAX = 1000;
export const EXCHANGES_MAX = 1000;
export const BINDINGS_MAX = 4000;
/** What messages may take, in bytes: with more, who publishes has to wait, as with vm_memory_high_watermark. */
export const MESSAGES_BYTES_MAX = 8_388_608;
/** Beyond that nothing is taken from anybody who publishes, whatever is under way. */
export const MESSAGES_BYTES_LAST = 12_582_912;
/** Messages and acknowledgements of a transaction that isn't committed yet. */
export const UNCOMMITTED_MAX = 2000;
/** What a connection may have sent without its turn having come, in bytes. */
export const INPUT_BYTES_HELD = 524_288;
