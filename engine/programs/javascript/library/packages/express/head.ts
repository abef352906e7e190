/** What the parts of express have in common: methods, types, errors. */
export const expressHead = `
const http = require('http');
const path = require('path');
const fs = require('fs');
const querystring = require('querystring');
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const TYPES = { html: 'text/html', htm: 'text/html', css: 'text/css', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json', txt: 'text/plain', text: 'text/plain', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', ico: 'image/x-icon', webp: 'image/webp', pdf: 'application/pdf', xml: 'application/xml', csv: 'text/csv', md: 'text/markdown', map: 'application/json', woff2: 'font/woff2', bin: 'application/octet-stream', form: 'application/x-www-form-urlencoded' };
const mime = (name) => name.includes('/') ? name : TYPES[name.replace(/^\\./, '')] ?? 'application/octet-stream';
const withCharset = (type) => /charset/.test(type) || !/^text\\/|javascript|json/.test(type) ? type : type + '; charset=utf-8';
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

`;
