import type { Page } from './pages.ts';

/** A page of HTML with not much on it. */
export const page = (title: string, body = ''): string =>
  `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n${body}</body>\n</html>\n`;

export const redirect = (to: string): Page => ({
  status: 302,
  type: 'text/html; charset=UTF-8',
  headers: { Location: to },
});
