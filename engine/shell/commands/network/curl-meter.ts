/** The progress meter of curl, on standard error. */

const title = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;

export function beginCurlMeter(): string {
  return title + line(0, 0, 0);
}

/** The meter once more, and an end of the line. */
export function curlMeter(total: number, received: number): string {
  return `${line(total, received, 0)}\n`;
}

export function curlMeterEnd(received: number, elapsedMs: number): string {
  return curlMeterLine(received, Math.round((received * 1000) / Math.max(1, elapsedMs)));
}

function curlMeterLine(received: number, speed: number): string {
  return `${line(received, received, speed)}\n`;
}

function line(total: number, received: number, speed: number): string {
  const share = String(total === 0 ? 0 : Math.floor((100 * received) / total)).padStart(3);
  const unknown = '--:--:--';
  const amounts = `${share} ${size(total)}  ${share} ${size(received)}    0     0  ${size(speed)}      0`;
  return `\r${amounts} ${unknown} ${unknown} ${unknown} ${size(speed)}`;
}

/** Five places. */
function size(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  if (bytes < 10_000 * 1024) return `${String(Math.floor(bytes / 1024)).padStart(4)}k`;
  const megabytes = bytes / 1024 ** 2;
  return megabytes < 100
    ? `${megabytes.toFixed(1).padStart(4)}M`
    : `${String(Math.floor(megabytes)).padStart(4)}M`;
}
