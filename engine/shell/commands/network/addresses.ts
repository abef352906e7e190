/** IPv4 addresses as text and as numbers. */

/** Dotted, as inet_pton(3) takes it; undefined: it is none. */
export function parseAddress(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((value, part) => value * 256 + part, 0);
}

function addressText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** `16` → `255.255.0.0`. */
export function maskText(prefix: number): string {
  return addressText(2 ** 32 - 2 ** (32 - prefix));
}

/** The prefix of a mask such as `255.255.0.0`; undefined: it is none. */
export function prefixOfMask(text: string): number | undefined {
  for (let prefix = 0; prefix <= 32; prefix++) if (maskText(prefix) === text) return prefix;
  return undefined;
}

/** `10.0.0.1/8`; without a prefix it is `otherwise`. */
export function parsePrefix(text: string, otherwise = 32): { address: string; prefix: number } | undefined {
  const [address = '', prefixText] = text.split('/');
  const prefix =
    prefixText === undefined
      ? otherwise
      : /^\d{1,2}$/.test(prefixText)
        ? Number(prefixText)
        : prefixOfMask(prefixText);
  if (parseAddress(address) === undefined || prefix === undefined || prefix > 32) return undefined;
  return { address, prefix };
}
