export interface SigningKeyEnv {
  /** Signs sandbox credentials: 32 bytes or more, base64. */
  readonly ATOLL_SIGNING_KEY: string;
}

export function signingKeyOf(env: SigningKeyEnv): Uint8Array {
  return Uint8Array.from(atob(env.ATOLL_SIGNING_KEY), (char) => char.charCodeAt(0));
}
