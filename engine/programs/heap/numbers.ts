/** Nodes in a page: what changes together should lie together, and what doesn't change shouldn't be written. */
const PAGE_NODES = 16;

/** A node's number says where it is. */
export const pageOf = (number: number): number => Math.floor(number / PAGE_NODES);
export const slotOf = (number: number): number => number % PAGE_NODES;
export const numberAt = (page: number, slot: number): number => page * PAGE_NODES + slot;

/** What has a number: an object, or a long text. */
export type Node = object | string;

/** A text that is longer is a node: it is written once, however often it is referred to. */
export const TEXT_CHARS_MAX = 200;
