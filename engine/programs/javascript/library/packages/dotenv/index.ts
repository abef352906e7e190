/** The package dotenv, as far as it is documented. */
export const dotenvPackage: Readonly<Record<string, string>> = {
  'npm:dotenv': `
const fs = require('fs');
const path = require('path');
const parse = (text) => {
  const made = {};
  for (const line of String(text).split(/\\r?\\n/)) {
    const found = /^\\s*(?:export\\s+)?([\\w.-]+)\\s*[=:]\\s*(.*)$/.exec(line);
    if (!found) continue;
    let value = found[2].trim();
    const quote = value[0];
    if ((quote === '"' || quote === "'" || quote === '\`') && value.indexOf(quote, 1) > 0) { value = value.slice(1, value.indexOf(quote, 1)); if (quote === '"') value = value.replaceAll('\\\\n', '\\n'); }
    else { const hash = value.indexOf('#'); if (hash >= 0) value = value.slice(0, hash).trim(); }
    made[found[1]] = value;
  }
  return made;
};
const config = (options = {}) => {
  const file = options.path ?? path.resolve('.env');
  let parsed = {};
  let error;
  try { parsed = parse(fs.readFileSync(file, 'utf8')); } catch (caught) { error = caught; }
  let count = 0;
  for (const key of Object.keys(parsed)) { if (!(key in process.env) || options.override) process.env[key] = parsed[key]; count++; }
  const version = $packages.version('dotenv') ?? '16.0.0';
  if (Number(version.split('.')[0]) >= 17 && !options.quiet) console.log('[dotenv@' + version + '] injecting env (' + count + ') from ' + path.relative(process.cwd(), file));
  return error ? { parsed, error } : { parsed };
};
module.exports = { config, parse };`,
  'npm:dotenv/config': `$builtin('npm:dotenv').config();`,
};
