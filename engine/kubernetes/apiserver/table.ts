import { parseTime } from '../../simulation/time.ts';
import type { KubernetesObject } from '../object.ts';
import { findProperty, getDefinition } from '../schemas/definitions.ts';
import type { Column } from './kind.ts';

/** What a type's field is for, as the schemas say: upstream describes most columns so. */
export function fieldDescription(definition: string, field: string): string {
  return findProperty(getDefinition(definition), field)?.description ?? '';
}

const METADATA = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The columns that almost every kind has. */
export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: fieldDescription(METADATA, 'name'),
  priority: 0,
};

export const age = {
  column: textColumn('Age', fieldDescription(METADATA, 'creationTimestamp')),
  cell: (object: KubernetesObject, now: number): string => since(object.metadata.creationTimestamp, now),
};

/** @param priority 1 for what is only shown with `-o wide` */
export function textColumn(name: string, description: string, priority: Column['priority'] = 0): Column {
  return { name, type: 'string', format: '', description, priority };
}

/** How long ago a wire time was, as tables show it; `<unknown>` where there is none. */
export function since(time: string | null | undefined, now: number): string {
  const ms = parseTime(time);
  return Number.isNaN(ms) ? '<unknown>' : humanDuration(now - ms);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** apimachinery's duration.HumanDuration. @param ms a span of time */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(ms / MINUTE);
  if (minutes < 10) return joined(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(ms / HOUR);
  if (hours < 8) return joined(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(ms / DAY);
  if (hours < 192) return joined(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.trunc(ms / YEAR);
  return hours < 8 * 365 * 24 ? joined(years, 'y', days % 365, 'd') : `${years}y`;
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
