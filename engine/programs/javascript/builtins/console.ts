import type { Definitions } from './definition.ts';

/** What `console` prints with is `$process.write`; counters and timers are kept here. */
export const consoleDefinitions: Definitions = {
  console: {
    enumerable: true,
    source: `({
      log(...args) { $console.print(1, args); },
      info(...args) { $console.print(1, args); },
      debug(...args) { $console.print(1, args); },
      error(...args) { $console.print(2, args); },
      warn(...args) { $console.print(2, args); },
      trace(...args) { const error = new Error(); $console.print(2, ['Trace' + (args.length > 0 ? ': ' + $process.format(args) : '') + '\\n' + error.stack.split('\\n').slice(2).join('\\n')]); },
      dir(value, options) { $console.print(1, [$inspectValue(value, { ...options, customInspect: false })]); },
      dirxml(...args) { $console.print(1, args); },
      assert(value, ...args) { if (!value) $console.print(2, args.length === 0 ? ['Assertion failed'] : typeof args[0] === 'string' ? ['Assertion failed: ' + args[0], ...args.slice(1)] : ['Assertion failed:', ...args]); },
      count(label = 'default') { const counts = $console.counts ??= {}; counts[label] = (counts[label] ?? 0) + 1; $console.print(1, [label + ': ' + counts[label]]); },
      countReset(label = 'default') { if ($console.counts) delete $console.counts[label]; },
      time(label = 'default') { ($console.timers ??= {})[label] = $process.uptimeMs(); },
      timeEnd(label = 'default') { $console.elapsed(label, []); if ($console.timers) delete $console.timers[label]; },
      timeLog(label = 'default', ...args) { $console.elapsed(label, args); },
      group(...args) { if (args.length > 0) $console.print(1, args); $console.indent = ($console.indent ?? '') + '  '; },
      groupCollapsed(...args) { if (args.length > 0) $console.print(1, args); $console.indent = ($console.indent ?? '') + '  '; },
      groupEnd() { $console.indent = ($console.indent ?? '').slice(2); },
      table(data) { $console.table(data); },
    })`,
  },
  $console: {
    source: `({
      print(descriptor, args) {
        const text = $process.format(args, $process.isTerminal(descriptor));
        const indent = $console.indent ?? '';
        $process.write(descriptor, (indent === '' ? text : indent + text.replaceAll('\\n', '\\n' + indent)) + '\\n');
      },
      elapsed(label, args) {
        const started = $console.timers ? $console.timers[label] : undefined;
        if (started === undefined) { $process.write(2, '(node:' + $process.facts().pid + ") Warning: No such label '" + label + "' for console.timeEnd()\\n"); return; }
        const ms = $process.uptimeMs() - started;
        $console.print(1, [label + ': ' + (ms >= 1000 ? (ms / 1000).toFixed(3) + 's' : Number(ms.toFixed(3)) + 'ms'), ...args]);
      },
      table(data) {
        if (data === null || typeof data !== 'object') { $console.print(1, [data]); return; }
        const isMap = data instanceof Map;
        const rows = isMap ? [...data] : Object.entries(data);
        const columns = [];
        let hasValues = false;
        for (const [, row] of rows) {
          if (row !== null && typeof row === 'object') { for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key); }
          else hasValues = true;
        }
        const show = (value) => $inspectValue(value, { depth: 0 });
        const head = [isMap ? '(iteration index)' : '(index)', ...columns, ...(hasValues ? ['Values'] : [])];
        const body = rows.map(([key, row], index) => [String(isMap ? index : key), ...columns.map((column) => row !== null && typeof row === 'object' && column in row ? show(row[column]) : ''), ...(hasValues ? [row !== null && typeof row === 'object' ? '' : show(row)] : [])]);
        const widths = head.map((title, at) => Math.max(title.length, ...body.map((row) => row[at].length)) + 2);
        const left = Number($process.facts().version.slice(1).split('.')[0]) >= 20;
        const cell = (text, at) => { const space = widths[at] - text.length; const before = left ? 1 : Math.floor(space / 2); return ' '.repeat(before) + text + ' '.repeat(space - before); };
        const rule = (a, b, c) => a + widths.map((width) => '─'.repeat(width)).join(b) + c;
        const line = (row) => '│' + row.map(cell).join('│') + '│';
        $console.print(1, [[rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\\n')]);
      },
    })`,
  },
};
