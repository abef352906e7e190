/** The package helmet, as far as it is documented. */
export const helmetPackage: Readonly<Record<string, string>> = {
  'npm:helmet': `
const HEADERS = { 'Content-Security-Policy': "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests", 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin', 'Origin-Agent-Cluster': '?1', 'Referrer-Policy': 'no-referrer', 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains', 'X-Content-Type-Options': 'nosniff', 'X-DNS-Prefetch-Control': 'off', 'X-Download-Options': 'noopen', 'X-Frame-Options': 'SAMEORIGIN', 'X-Permitted-Cross-Domain-Policies': 'none', 'X-XSS-Protection': '0' };
module.exports = (options = {}) => (req, res, next) => { for (const name of Object.keys(HEADERS)) if (!(name === 'Content-Security-Policy' && options.contentSecurityPolicy === false)) res.setHeader(name, HEADERS[name]); res.removeHeader('X-Powered-By'); next(); };
module.exports.default = module.exports;`,
};
