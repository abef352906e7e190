import { describe, expect, it } from 'vitest';
import { openDocker } from '../../harness/docker-api.ts';

const filtered = (filters: object) => `filters=${encodeURIComponent(JSON.stringify(filters))}`;

describe('searching', () => {
  it('finds what Docker Hub has, official images first', async () => {
    const { json } = await openDocker().ask('GET', '/images/search?term=nginx&limit=2');
    expect(json).toEqual([
      {
        star_count: 20_900,
        is_official: true,
        name: 'nginx',
        is_automated: false,
        description: 'Official build of Nginx.',
      },
      expect.objectContaining({ name: expect.stringContaining('nginx'), is_official: false }),
    ]);
  });

  it.each([
    [{ 'is-official': ['true'] }, 1],
    [{ stars: ['1000'] }, 1],
    [{ 'is-automated': ['true'] }, 0],
  ])('filters by %j', async (filters, count) => {
    const { json } = await openDocker().ask('GET', `/images/search?term=nginx&${filtered(filters)}`);
    expect(json).toHaveLength(count);
  });

  it.each([
    ['term=x&limit=101', 'limit 101 is outside the range of [1, 100]'],
    [`term=x&${filtered({ nope: ['x'] })}`, "invalid filter 'nope'"],
    [`term=x&${filtered({ 'is-official': ['maybe'] })}`, "invalid filter 'is-official=[maybe]'"],
    [
      `term=x&${filtered({ stars: ['many'] })}`,
      'invalid filter \'stars=many\': strconv.Atoi: parsing "many": invalid syntax',
    ],
    ['term=http://x', 'invalid repository name: repository name (http://x) should not have a scheme'],
  ])('refuses %s', async (query, message) => {
    const { status, json } = await openDocker().ask('GET', `/images/search?${query}`);
    expect([status, json]).toEqual([400, { message }]);
  });
});

describe('looking into a registry', () => {
  it('says what an image there is', async () => {
    const docker = openDocker();
    expect((await docker.ask('GET', '/distribution/busybox/json')).json).toEqual({
      Descriptor: {
        mediaType: 'application/vnd.oci.image.index.v1+json',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        size: expect.any(Number),
      },
      Platforms: expect.arrayContaining([{ architecture: 'amd64', os: 'linux' }]),
    });
    expect((await docker.ask('GET', '/distribution/nope/nope/json')).status).toBe(404);
  });
});
