import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, OPENAPI_TEXT, OPERATIONS } from './support/operations.ts';
import { openPlatform, type Platform, send } from './support/platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await openPlatform();
});
afterAll(() => platform.stop());

describe('openapi.yaml', () => {
  it('is what the server serves, byte for byte: it is up to date', async () => {
    const served = await send(platform.baseUrl, 'GET', '/openapi.yaml', {});
    expect(served.headers.get('content-type')).toBe('application/yaml');
    expect(served.text).toBe(OPENAPI_TEXT);
  });

  it('names every operation once', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(55);
  });

  it('says truly which operations need a key', async () => {
    for (const { method, path, needsKey } of OPERATIONS) {
      const { status } = await send(platform.baseUrl, method, addressOf({ path }, 'x'), {});
      expect(status, `${method} ${path}`).toBe(needsKey ? 401 : 200);
    }
  });
});

describe('the reference at /docs', () => {
  it('shows every operation', async () => {
    const { status, text } = await send(platform.baseUrl, 'GET', '/docs', {});
    expect(status).toBe(200);
    for (const { id, path } of OPERATIONS) {
      expect(text).toContain(`id="${id}"`);
      expect(text).toContain(`<code>${path}</code>`);
    }
  });

  it('needs nothing from elsewhere, and no script', async () => {
    const { headers, text } = await send(platform.baseUrl, 'GET', '/docs', {});
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|\son\w+=|style=/);
    const linked = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target ?? '');
    for (const target of linked.filter((one) => !one.startsWith('#'))) {
      expect((await send(platform.baseUrl, 'GET', target, {})).status, target).toBe(200);
    }
    const anchors = new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`));
    for (const target of linked.filter((one) => one.startsWith('#'))) expect(anchors).toContain(target);
  });
});
