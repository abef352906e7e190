import { searchImages } from '../../registry/search.ts';
import { invalidParameter } from '../docker-error.ts';
import type { Filters } from '../filters.ts';
import { unreachable } from './pull/public-registries.ts';

const RESULTS_DEFAULT = 25;
const RESULTS_MAX = 100;
const FILTERS = ['is-automated', 'is-official', 'stars'];

export interface SearchOptions {
  readonly term: string;
  /** 0: as many as a daemon asks for by default. */
  readonly limit: number;
  readonly filters: Filters;
}

/** What Docker Hub finds, as `docker search` shows it. @throws DockerError */
export function searchHub({ term, limit, filters }: SearchOptions): object[] {
  filters.checkNames(FILTERS);
  // Hub builds nothing by itself any more.
  if (filters.flag('is-automated') === true) return [];
  const official = filters.flag('is-official');
  const stars = Math.max(0, ...filters.get('stars').map(starsOf));
  if (/^https?:\/\//.test(term)) {
    throw invalidParameter(`invalid repository name: repository name (${term}) should not have a scheme`);
  }
  refuseOtherIndex(term);
  const wanted = limit === 0 ? RESULTS_DEFAULT : limit;
  if (wanted > RESULTS_MAX) {
    throw invalidParameter(`limit ${wanted} is outside the range of [1, ${RESULTS_MAX}]`);
  }
  return searchImages(term)
    .slice(0, wanted)
    .filter((found) => (official === undefined || found.official === official) && found.stars >= stars)
    .map((found) => ({
      star_count: found.stars,
      is_official: found.official,
      name: found.name,
      is_automated: false,
      description: found.description,
    }));
}

function starsOf(text: string): number {
  if (/^[+-]?\d{1,10}$/.test(text)) return Number(text);
  throw invalidParameter(
    `invalid filter 'stars=${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

const HUB = ['docker.io', 'index.docker.io'];

/** Before the first slash there may be a registry: only Hub can be searched. */
function refuseOtherIndex(term: string): void {
  const slash = term.indexOf('/');
  const first = slash < 0 ? '' : term.slice(0, slash);
  if (!/[.:]/.test(first) && first !== 'localhost') return;
  if (HUB.includes(first)) return;
  throw invalidParameter(
    `invalid registry endpoint https://${first}/v1/: ${unreachable(first).message.replace('/v2/', '/v1/_ping')}. If this private registry supports only HTTP or HTTPS with an unknown CA certificate, please add \`--insecure-registry ${first}\` to the daemon's arguments. In the case of HTTPS, if you have access to the registry's CA certificate, no need for the flag; simply place the CA certificate at /etc/docker/certs.d/${first}/ca.crt`,
  );
}
