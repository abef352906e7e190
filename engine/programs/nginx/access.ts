import type { HttpRequest } from '../http/message.ts';
import type { Settings } from './model.ts';

/** What `allow` and `deny` say of who asks. */
export function permitted({ peer }: HttpRequest, { access }: Settings): boolean {
  for (const { allow, who } of access) {
    if (who === 'all' || who === peer.address || inBlock(peer.address, who)) return allow;
  }
  return true;
}

function inBlock(address: string, block: string): boolean {
  const [base = '', bits] = block.split('/');
  if (bits === undefined) return false;
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}
