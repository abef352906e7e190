/** What the package exports. */
export const expressExports = `const MAJOR = Number(($packages.version('express') ?? '5').split('.')[0]);
const express = () => createApplication();
express.application = {};
express.request = request;
express.response = response;
express.Router = (options) => makeRouter(options);
express.Route = Route;
express.json = json;
express.urlencoded = urlencoded;
express.text = text;
express.raw = raw;
express.static = serveStatic;
module.exports = express;
`;
