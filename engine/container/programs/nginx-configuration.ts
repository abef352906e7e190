import type { Files } from '../files.ts';

export interface NginxConfiguration {
  readonly ports: readonly number[];
  readonly root: string;
  readonly locations: readonly Location[];
  /** Why nginx refuses it, as its error log says it. */
  readonly problem?: string;
  readonly upstreams: readonly { readonly host: string; readonly file: string; readonly line: number }[];
}

interface Location {
  readonly exact: boolean;
  readonly path: string;
  /** `return status "text"` */
  readonly returns?: { readonly status: number; readonly text: string };
  /** `proxy_pass http://…` */
  readonly proxy?: string;
}

const mainFile = '/etc/nginx/nginx.conf';
const siteFolder = '/etc/nginx/conf.d';
const defaultRoot = '/usr/share/nginx/html';

/** Reads the parts of nginx's configuration that show from outside: ports, fixed answers, proxied hosts. */
export function readConfiguration(files: Files, atMs: number): NginxConfiguration {
  const main = files.read(mainFile, atMs) ?? '';
  const sites = main.includes('include /etc/nginx/conf.d/')
    ? files.list(siteFolder, atMs).filter((name) => name.endsWith('.conf'))
    : [];
  const sources = [mainFile, ...sites.map((name) => `${siteFolder}/${name}`)].map((file) => ({
    file,
    text: withoutComments(files.read(file, atMs) ?? ''),
  }));
  const problem = sources
    .map(({ file, text }) => unbalanced(file, text))
    .find((found) => found !== undefined);
  const all = sources.map(({ text }) => text).join('\n');
  return {
    ports: [
      ...new Set([...all.matchAll(/\blisten\s+([^;{}]{1,100});/g)].map(([, value = '']) => portOf(value))),
    ],
    root: /\broot\s+([^;{}\s]{1,200})\s*;/.exec(all)?.[1] ?? defaultRoot,
    locations: [...all.matchAll(/\blocation\s+(=\s*)?([^\s{}]{1,200})\s*\{([^{}]*)\}/g)].map(toLocation),
    upstreams: sources.flatMap(({ file, text }) => proxiedHosts(file, text)),
    ...(problem === undefined ? {} : { problem }),
  };
}

function withoutComments(text: string): string {
  return text.replace(/#[^\n]*/g, '');
}

function portOf(value: string): number {
  const address = value.trim().split(/\s/, 1)[0] ?? '';
  return Number(address.slice(address.lastIndexOf(':') + 1)) || 80;
}

function unbalanced(file: string, text: string): string | undefined {
  const open = text.split('{').length;
  const close = text.split('}').length;
  const line = text.trimEnd().split('\n').length;
  if (open > close) return `unexpected end of file, expecting "}" in ${file}:${line}`;
  return close > open ? `unexpected "}" in ${file}:${line}` : undefined;
}

function toLocation([, exact, path = '/', body = '']: RegExpExecArray): Location {
  const [, status, text = ''] = /\breturn\s+(\d{3})\s*([^;]{0,2000});/.exec(body) ?? [];
  const proxy = /\bproxy_pass\s+(https?:\/\/[^;\s]{1,200})\s*;/.exec(body)?.[1];
  return {
    exact: exact !== undefined,
    path,
    ...(status === undefined ? {} : { returns: { status: Number(status), text: unquoted(text.trim()) } }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

function unquoted(text: string): string {
  const [, , inside = text] = /^(["'])([\s\S]*)\1$/.exec(text) ?? [];
  return inside.replaceAll('\\n', '\n');
}

function proxiedHosts(file: string, text: string): NginxConfiguration['upstreams'] {
  const defined = new Set([...text.matchAll(/\bupstream\s+(\S{1,100})\s*\{/g)].map(([, name = '']) => name));
  return [...text.matchAll(/\bproxy_pass\s+https?:\/\/([A-Za-z0-9.-]{1,253})[^;]{0,200};/g)]
    .map((match) => ({ host: match[1] ?? '', file, line: text.slice(0, match.index).split('\n').length }))
    .filter(({ host }) => !defined.has(host));
}
