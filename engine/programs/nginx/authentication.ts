import { SystemError } from '../../filesystem/errors.ts';
import { credentialsOf } from '../http/credentials.ts';
import { COST_MAX, costOf } from '../passwords/bcrypt.ts';
import { isPassword } from '../passwords/stored.ts';
import type { Settings } from './model.ts';
import type { Course } from './replies.ts';

/** `auth_basic`. @returns the status of the refusal; undefined: whoever asks may come in */
export function refusedUser(
  { worker, request }: Course,
  { realm, userFile }: Settings,
): 401 | 403 | 500 | undefined {
  if (realm === null || userFile === null) return undefined;
  const credentials = credentialsOf(request);
  if (credentials === undefined) {
    worker.log('info', 'no user/password was provided for basic authentication', request);
    return 401;
  }
  const { user, password } = credentials;
  let text: string;
  try {
    text = worker.system.readText(userFile);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const missing = error.code === 'ENOENT';
    worker.log(
      missing ? 'error' : 'crit',
      `open() "${userFile}" failed (${missing ? 2 : 13}: ${error.message})`,
      request,
    );
    return missing ? 403 : 500;
  }
  const line = text.split('\n').find((each) => each.startsWith(`${user}:`));
  if (line === undefined) {
    worker.log('error', `user "${user}" was not found in "${userFile}"`, request);
    return 401;
  }
  const stored = line
    .slice(user.length + 1)
    .replace(/^\{PLAIN\}/, '')
    .trim();
  if ((costOf(stored) ?? 0) > COST_MAX)
    worker.log('error', `a bcrypt cost of more than ${COST_MAX} is not part of the simulation`, request);
  else if (isPassword(password, stored)) return undefined;
  worker.log('error', `user "${user}": password mismatch`, request);
  return 401;
}
