import { alpineAccounts, debianAccounts, redhatAccounts, ubuntuAccounts } from '../base-systems/accounts.ts';
import type { Layer } from '../layer.ts';
import { imageManifest } from '../manifest.ts';
import { resolveImage } from '../resolve.ts';
import { findOsTemplate, type OsTemplate } from './catalogue.ts';
import { openrcEntries } from './openrc.ts';
import { systemdEntries } from './systemd.ts';

const PREFIX = 'os-template';
const MODIFIED_MS = Date.UTC(2025, 6, 1);

const ACCOUNTS = {
  alpine: alpineAccounts,
  debian: debianAccounts,
  redhat: redhatAccounts,
  ubuntu: ubuntuAccounts,
} as const;

/** The layers of a template: those of its base system, and its init's. */
export function osTemplateLayers(template: OsTemplate): string[] {
  const resolution = resolveImage(template.image);
  if ('missing' in resolution) throw new Error(`no image ${template.image}`);
  const { distribution, release, architecture } = template;
  return [
    ...imageManifest(resolution.found).layers.map(({ key }) => key),
    [PREFIX, distribution, release, architecture].join('/'),
  ];
}

/** The layer of an init: a pure function of its key. */
export function osTemplateLayer(key: string): Layer | undefined {
  const [prefix, distribution = '', release = '', architecture = ''] = key.split('/');
  if (prefix !== PREFIX) return undefined;
  const template = findOsTemplate({ distribution, release, architecture });
  if (template === undefined) return undefined;
  const entries =
    template.init === 'openrc'
      ? openrcEntries(template.initVersion)
      : systemdEntries(template, ACCOUNTS[template.family]);
  return { key, modifiedMs: MODIFIED_MS, entries };
}
