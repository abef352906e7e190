import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { apr1 } from './apr1.ts';
import { matchesBcrypt } from './bcrypt.ts';

/** Whether a password is the one that a file of htpasswd's has: MD5, SHA-1, bcrypt or plain. */
export function isPassword(password: string, stored: string): boolean {
  const salt = /^\$apr1\$([^$]{1,8})\$/.exec(stored)?.[1];
  if (salt !== undefined) return apr1(password, salt) === stored;
  if (stored.startsWith('{SHA}')) {
    return stored === `{SHA}${btoa(String.fromCharCode(...sha1(utf8ToBytes(password))))}`;
  }
  return matchesBcrypt(password, stored) || stored === password;
}
