import type { System } from '../../linux/system.ts';
import { iso } from '../timestamps.ts';

export const apiVersion = ['Docker-Distribution-Api-Version', 'registry/2.0'] as const;

/** A line of the registry's log, in logrus' text format. @param message quotes in it are escaped */
export function log(system: System, level: string, message: string, fields = ''): void {
  const time = `${iso(system.now).slice(0, 23)}000000Z`;
  system.write(
    2,
    `time="${time}" level=${level} msg="${message}" ${fields === '' ? '' : `${fields} `}go.version=go1.23.7 service=registry version=${system.executable.version ?? ''}\n`,
  );
}
