import type { Dialect } from '../dialect.ts';
import { ashScreen } from './ash-screen.ts';
import { bashScreen } from './bash-screen.ts';
import type { Screen } from './view.ts';

export function screenOf(dialect: Dialect): Screen {
  return dialect === 'bash' ? bashScreen : ashScreen;
}
