import { expect, test } from 'vitest';
import { mint, verify } from '../../api/auth/credential.ts';

const HOUR_MS = 3_600_000;
const credential = {
  sandboxId: 'sbx_01k9x3v5c8h2m4n6p8q0r2s4t6',
  generation: 3,
  scope: 'kubernetes',
  identity: { user: 'jane', groups: ['dev', 'ops'] },
} as const;

function signer(key: string) {
  const clock = { now: Date.UTC(2026, 0, 1) };
  return { clock, signingKey: new TextEncoder().encode(key), now: () => clock.now };
}

test('a token that was good before stops at its expiry', async () => {
  const host = signer('the key of one host, 32 bytes or more');
  const token = await mint(host, credential, { expiresAt: host.now() + HOUR_MS });
  expect(await verify(host, token)).toEqual(credential);
  host.clock.now += HOUR_MS - 1000;
  expect(await verify(host, token)).toEqual(credential);
  host.clock.now += 1000;
  expect(await verify(host, token)).toBeUndefined();
});

test('a token that is good on one host is not on another with another key', async () => {
  const host = signer('the key of one host, 32 bytes or more');
  const other = signer('the key of another host, as long as that');
  const token = await mint(host, credential, { expiresAt: host.now() + HOUR_MS });
  expect(await verify(host, token)).toEqual(credential);
  expect(await verify(other, token)).toBeUndefined();
});
