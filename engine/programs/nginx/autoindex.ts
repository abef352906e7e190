import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { escapeHtml, lookAt } from '../http/files.ts';
import { listingTime } from '../timestamps.ts';

const nameWidth = 50;
const entriesMax = 2000;

/** The page that `autoindex on` makes of a folder. */
export function listing(system: System, folder: string, uri: string): string {
  const entries = system
    .readDirectory(folder)
    .filter(({ name }) => !name.startsWith('.'))
    .slice(0, entriesMax)
    .flatMap(({ name }) => {
      const there = lookAt(system, folder + name);
      return there instanceof SystemError ? [] : [{ name, there }];
    });
  const folders = entries.filter(({ there }) => there.type === 'directory');
  const files = entries.filter(({ there }) => there.type !== 'directory');
  const lines = [...folders, ...files].map(({ name, there }) => {
    const isFolder = there.type === 'directory';
    const shown = isFolder ? `${name}/` : name;
    const cut = shown.length > nameWidth ? `${shown.slice(0, nameWidth - 3)}..&gt;` : escapeHtml(shown);
    const padding = ' '.repeat(Math.max(0, nameWidth - shown.length));
    const size = (isFolder ? '-' : String(there.size)).padStart(19);
    return `<a href="${encodeURIComponent(name)}${isFolder ? '/' : ''}">${cut}</a>${padding} ${listingTime(there.modifiedMs)} ${size}\r\n`;
  });
  const title = `Index of ${escapeHtml(uri)}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1><hr><pre><a href="../">../</a>\r\n${lines.join('')}</pre><hr></body>\r\n</html>\r\n`;
}
