const GNU_TAB = 8;
/** No line gets more columns, however wide it may be. */
const COLUMNS_MAX = 500;

/** `a, b, c`, in lines of a width. */
export function withCommas(shown: readonly string[], width: number): string {
  let text = '';
  let at = 0;
  shown.forEach((name, index) => {
    if (index > 0) {
      const fits = at + 2 + name.length < width;
      text += fits ? ', ' : ',\n';
      at = fits ? at + 2 : 0;
    }
    text += name;
    at += name.length;
  });
  return `${text}\n`;
}

/** Busybox: columns of one width, that of the longest name and two more. */
export function evenColumns(shown: readonly string[], width: number, across: boolean): string {
  const column = longest(shown) + 2;
  const columns = Math.max(1, Math.floor(width / column));
  if (across) return inEvenRows(shown, columns, column);
  const rows = Math.ceil(shown.length / columns);
  return arranged(shown, rows, (text) => text.padEnd(column));
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

function inEvenRows(shown: readonly string[], columns: number, column: number): string {
  return shown
    .map((text, index) =>
      index % columns === columns - 1 || index === shown.length - 1 ? `${text}\n` : text.padEnd(column),
    )
    .join('');
}

/** As `fittedColumns`, row by row. */
export function acrossColumns(shown: readonly string[], width: number): string {
  const columnsMax = Math.max(1, Math.min(shown.length, Math.floor(width / 3), COLUMNS_MAX));
  for (let columns = columnsMax; columns >= 1; columns--) {
    const widths = new Array<number>(columns).fill(0);
    shown.forEach((text, index) => {
      const column = index % columns;
      widths[column] = Math.max(widths[column] ?? 0, text.length + (column < columns - 1 ? 2 : 0));
    });
    if (columns > 1 && widths.reduce((sum, each) => sum + each, 0) >= width) continue;
    return inRows(shown, widths);
  }
  return '';
}

function inRows(shown: readonly string[], widths: readonly number[]): string {
  let text = '';
  let at = 0;
  shown.forEach((name, index) => {
    const column = index % widths.length;
    const last = column === widths.length - 1 || index === shown.length - 1;
    text += name + (last ? '\n' : fill(at + name.length, at + (widths[column] ?? 0)));
    at = last ? 0 : at + (widths[column] ?? 0);
  });
  return text;
}

/** GNU: as many columns as fit, each as wide as its longest name and two more, filled with tabs. */
export function fittedColumns(shown: readonly string[], width: number): string {
  const columnsMax = Math.max(1, Math.min(shown.length, Math.floor(width / 3), COLUMNS_MAX));
  for (let columns = columnsMax; columns >= 1; columns--) {
    const rows = Math.ceil(shown.length / columns);
    const widths = columnWidths(shown, rows);
    const total = widths.reduce((sum, each) => sum + each, 0);
    if (columns > 1 && (total >= width || widths.length < columns)) continue;
    return arranged(
      shown,
      rows,
      (text, column, at) => text + fill(at + text.length, at + (widths[column] ?? 0)),
    );
  }
  return '';
}

function columnWidths(shown: readonly string[], rows: number): number[] {
  const widths: number[] = [];
  const count = Math.ceil(shown.length / rows);
  for (let column = 0; column < count; column++) {
    const texts = shown.slice(column * rows, (column + 1) * rows);
    widths.push(longest(texts) + (column < count - 1 ? 2 : 0));
  }
  return widths;
}

/** Tabs and spaces from one column of the screen to another. */
function fill(from: number, to: number): string {
  let at = from;
  let text = '';
  while (at < to) {
    const nextTab = (Math.floor(at / GNU_TAB) + 1) * GNU_TAB;
    const useTab = Math.floor(to / GNU_TAB) > Math.floor((at + 1) / GNU_TAB);
    text += useTab ? '\t' : ' ';
    at = useTab ? nextTab : at + 1;
  }
  return text;
}

function arranged(
  shown: readonly string[],
  rows: number,
  pad: (text: string, column: number, at: number) => string,
): string {
  const columns = Math.ceil(shown.length / rows);
  const widths = columnWidths(shown, rows);
  let text = '';
  for (let row = 0; row < rows; row++) {
    let at = 0;
    for (let column = 0; column < columns; column++) {
      const name = shown[column * rows + row];
      if (name === undefined) break;
      const last = (column + 1) * rows + row >= shown.length;
      text += last ? name : pad(name, column, at);
      at += widths[column] ?? 0;
    }
    text += '\n';
  }
  return text;
}
