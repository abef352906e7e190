/** The wait-port package: waits until something accepts connections. */
export const waitPortPackage: Readonly<Record<string, string>> = {
  'npm:wait-port': `
const net = require('net');
const attempt = (host, port) => new Promise((resolve, reject) => {
  const socket = net.connect({ host, port });
  socket.on('connect', () => { socket.destroy(); resolve(true); });
  socket.on('error', (error) => { socket.destroy(); if (['ENOTFOUND', 'EAI_AGAIN'].includes(error.code)) reject(error); else resolve(false); });
});
const waitPort = async (params, ownTimeout) => {
  const { host = 'localhost', port, timeout = ownTimeout ?? 0, interval = 1000, output = 'dots', waitForDns = false } = params;
  if (!port) throw new Error("'port' is required");
  const target = host + ':' + port;
  const say = (text) => { if (output !== 'silent') process.stdout.write(text); };
  const start = Date.now();
  say('Waiting for ' + target + '.');
  for (;;) {
    if (output === 'dots') say('.');
    try {
      if (await attempt(host, Number(port))) { say('\\nConnected!\\n'); return { open: true, ipVersion: 4 }; }
    } catch (error) {
      if (!waitForDns) {
        say('\\nAddress Not Found: ' + host + '\\n');
        throw Object.assign(new Error('Address Not Found: ' + host), { code: error.code });
      }
    }
    if (timeout && Date.now() - start > timeout) { say('\\nTimeout\\n'); return { open: false }; }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
};
module.exports = waitPort;
`,
};
