/** Files that are looked at now and then: what has come, gone and changed since. */
export const watchingSource = `
const fs = require('fs');
const path = require('path');
const FILES_MAX = 2000;
const look = (place) => { try { return fs.statSync(place); } catch { return undefined; } };
// Of each file its time and size. Folders that skip says are left out.
const snapshot = (places, recursive, skip = () => false) => {
  const seen = new Map();
  const note = (place, stats) => seen.set(place, stats.isDirectory() ? 'folder' : stats.mtimeMs + ' ' + stats.size + ' ' + stats.ino);
  const enter = (folder, depth) => {
    let entries;
    try { entries = fs.readdirSync(folder, { withFileTypes: true }); } catch { return; }
    for (const entry of entries) {
      if (seen.size >= FILES_MAX || skip(entry.name)) continue;
      const place = path.join(folder, entry.name);
      const stats = look(place);
      if (stats === undefined) continue;
      note(place, stats);
      if (recursive && stats.isDirectory() && depth < 20) enter(place, depth + 1);
    }
  };
  for (const place of places) {
    const stats = look(place);
    if (stats === undefined) continue;
    if (stats.isDirectory()) enter(place, 0);
    else note(place, stats);
  }
  return seen;
};
// Calls back with what has happened to files: [rename or change, path].
const poll = (places, { ms, recursive = true, skip, persistent = true }, told) => {
  let before = snapshot(places, recursive, skip);
  const timer = setInterval(() => {
    const after = snapshot(places, recursive, skip);
    const events = [];
    for (const [place, facts] of after) if (before.get(place) !== facts) events.push([before.has(place) ? 'change' : 'rename', place]);
    for (const place of before.keys()) if (!after.has(place)) events.push(['rename', place]);
    before = after;
    if (events.length > 0) told(events);
  }, ms);
  if (!persistent) timer.unref();
  return timer;
};
module.exports = { poll };
`;

/** `node --watch`: the program is started anew when a file beside it has changed. */
export const watchModeSource = `
const path = require('path');
const { spawn } = require('child_process');
const { poll } = require('watching');
exports.main = () => {
  const words = process.argv.slice(1);
  const shown = "'" + words.join(' ') + "'";
  const colored = process.stdout.isTTY && !process.env.NO_COLOR;
  const say = (code, text) => process.stdout.write(colored ? '\\u001b[' + code + 'm' + text + '\\u001b[39m\\n' : text + '\\n');
  const named = process.execArgv.filter((each) => each.startsWith('--watch-path=')).map((each) => path.resolve(each.slice(13)));
  const others = process.execArgv.filter((each) => !each.startsWith('--watch'));
  let child;
  let ending = false;
  const start = () => {
    child = spawn(process.execPath, [...others, ...words], { stdio: 'inherit' });
    child.on('exit', (code, signal) => {
      if (ending) process.exit(code ?? 0);
      if (child.replaced) start();
      else { child.over = true; say(code === 0 ? 34 : 31, (code === 0 ? 'Completed running ' : 'Failed running ') + shown); }
    });
  };
  start();
  poll(named.length > 0 ? named : [path.dirname(path.resolve(words[0] ?? '.'))], { ms: 500, skip: (name) => name === 'node_modules' || name.startsWith('.') }, (events) => {
    if (named.length === 0 && !events.some(([, place]) => /\\.(?:[cm]?js|json)$/.test(place))) return;
    if (colored && !process.execArgv.includes('--watch-preserve-output')) process.stdout.write('\\u001bc');
    say(32, 'Restarting ' + shown);
    if (child.over) start();
    else if (!child.replaced) { child.replaced = true; child.kill(); }
  });
  for (const name of ['SIGTERM', 'SIGINT']) process.on(name, () => { ending = true; if (child.over || !child.kill(name)) process.exit(0); });
};
`;
