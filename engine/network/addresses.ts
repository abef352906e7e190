import ipaddr from 'ipaddr.js';

/** An IPv4 network: the number of its first address, and the length of its prefix. */
export interface Subnet {
  readonly base: number;
  readonly prefix: number;
}

/** Texts that are remembered with what they were parsed as: each packet is held against the same few routes. */
const PARSED_MAX = 10_000;

class Parsed<V> {
  readonly #known = new Map<string, V>();
  readonly #parse: (text: string) => V;

  constructor(parse: (text: string) => V) {
    this.#parse = parse;
  }

  get(text: string): V {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = this.#parse(text);
    if (this.#known.size >= PARSED_MAX) this.#known.clear();
    this.#known.set(text, value);
    return value;
  }
}

const numbers = new Parsed(parseAddress);
const subnets = new Parsed(parseCidr);

/** Every address of the machine: what a server listens on that names none. */
export const ANY = '0.0.0.0';
export const LOCALHOST = '127.0.0.1';

export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

export function toNumber(address: string): number {
  return numbers.get(address);
}

function parseAddress(address: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(address).octets;
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

export function toAddress(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/** The network an address with a prefix is in; undefined where the text isn't one. */
export function parseSubnet(text: string): Subnet | undefined {
  return subnets.get(text);
}

function parseCidr(text: string): Subnet | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  return { base: (toNumber(address.toString()) & mask(prefix)) >>> 0, prefix };
}

export function subnetOf(address: string, prefix: number): Subnet {
  return { base: (toNumber(address) & mask(prefix)) >>> 0, prefix };
}

export function subnetText({ base, prefix }: Subnet): string {
  return `${toAddress(base)}/${prefix}`;
}

export function sizeOf({ prefix }: Subnet): number {
  return 2 ** (32 - prefix);
}

export function contains({ base, prefix }: Subnet, address: string): boolean {
  return (toNumber(address) & mask(prefix)) >>> 0 === base;
}

export function overlap(a: Subnet, b: Subnet): boolean {
  const shorter = mask(Math.min(a.prefix, b.prefix));
  return (a.base & shorter) >>> 0 === (b.base & shorter) >>> 0;
}

export function broadcastOf(address: string, prefix: number): string {
  return toAddress((toNumber(address) | ~mask(prefix)) >>> 0);
}

export function isLoopback(address: string): boolean {
  return address.startsWith('127.');
}

/** Docker's MAC of an endpoint: 02:42 and the four bytes of its address. */
export function macOf(address: string): string {
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
  return `02:42:${bytes.join(':')}`;
}

function mask(prefix: number): number {
  return prefix === 0 ? 0 : (-1 << (32 - prefix)) >>> 0;
}
