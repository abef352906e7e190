/**
 * An entrypoint script: what it does to its arguments, then `exec "$@"`.
 * @param line on which the exec stands, as complaints of the shell name it
 */
export function entrypointScript(line: number, body: readonly string[], interpreter = '/bin/sh'): string {
  const head = [`#!${interpreter}`, 'set -e', '', ...body];
  const padding = Array.from({ length: Math.max(1, line - 1 - head.length) }, () => '');
  return [...head, ...padding, 'exec "$@"', ''].join('\n');
}

/** Arguments that are only options are for the default command. */
export function optionsFor(command: string): string[] {
  return [
    '# Only options: they are for the default command.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
    'if [ "${1#-}" != "$1" ]; then',
    `\tset -- ${command} "$@"`,
    'fi',
  ];
}

export const nodeEntrypoint = entrypointScript(11, [
  '# What is no command, or a file that nobody may execute, is for node.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
  'if [ "${1#-}" != "${1}" ] || [ -z "$(command -v "${1}")" ] || { [ -f "${1}" ] && ! [ -x "${1}" ]; }; then',
  '  set -- node "$@"',
  'fi',
]);

/** @param stepDown the program that changes to another user */
export function redisEntrypoint(stepDown: string): string {
  return entrypointScript(26, [
    '# Only options, or a configuration file: they are for the server.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
    'if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then',
    '\tset -- redis-server "$@"',
    'fi',
    '',
    '# As root: hand the data over to the user of the server, and start again as that user.',
    'if [ "$1" = "redis-server" ] && [ "$(id -u)" = "0" ]; then',
    "\tfind . \\! -user redis -exec chown redis '{}' +",
    `\texec ${stepDown} redis "$0" "$@"`,
    'fi',
    '',
    '# What the server writes is nobody else’s business.',
    'if [ "$(umask)" = "0022" ]; then',
    '\tumask 0077',
    'fi',
  ]);
}

export const registryEntrypoint = entrypointScript(15, [
  'case "$1" in',
  '    *.yaml|*.yml) set -- registry serve "$@" ;;',
  '    serve|garbage-collect|help|-*) set -- registry "$@" ;;',
  'esac',
]);

/** A script that starts a server of Apache in the foreground. */
export const httpdForeground = `#!/bin/sh
set -e

# A pid file of a run before would stop it from starting.
rm -f /usr/local/apache2/logs/httpd.pid

exec httpd -DFOREGROUND "$@"
`;
