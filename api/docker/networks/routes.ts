import { z } from 'zod';
import { invalidParameter, serverError } from '../../../engine/docker/docker-error.ts';
import { type DockerNetwork, isPredefined } from '../../../engine/docker/networks/network.ts';
import { timestamp } from '../../../engine/docker/time.ts';
import { boolean, map, mapOrEmpty, text } from '../containers/fields.ts';
import { endpointSchema, settingsOf } from '../containers/schema.ts';
import { bodyOf } from '../json-body.ts';
import { filtersOf } from '../parameters.ts';
import { empty, json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { pruneNetworks } from './prune.ts';

const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const ipamConfigSchema = z.object({
  Subnet: optionalText,
  IPRange: optionalText,
  Gateway: optionalText,
  AuxiliaryAddresses: map.nullish().transform((value) => value ?? undefined),
  AuxAddress: map.nullish(),
});

const createSchema = z.looseObject({
  Name: text,
  Driver: text,
  Scope: text,
  Internal: boolean,
  Attachable: boolean,
  Ingress: boolean,
  ConfigOnly: boolean,
  ConfigFrom: z.object({ Network: text }).nullish(),
  EnableIPv4: z.boolean().nullish(),
  EnableIPv6: boolean,
  Options: mapOrEmpty,
  Labels: mapOrEmpty,
  IPAM: z
    .object({
      Driver: text,
      Options: map.nullish().transform((value) => value ?? null),
      Config: z
        .array(ipamConfigSchema)
        .nullish()
        .transform((value) => value ?? []),
    })
    .nullish(),
});

const connectSchema = z.looseObject({
  Container: text,
  EndpointConfig: endpointSchema.nullish(),
});

const disconnectSchema = z.looseObject({ Container: text, Force: boolean });

export const networkRoutes: readonly DockerRoute[] = [
  { method: 'GET', path: '/networks', answer: answerList },
  { method: 'POST', path: '/networks/create', answer: answerCreate },
  { method: 'POST', path: '/networks/prune', answer: (call) => json(pruneNetworks(call)) },
  {
    method: 'GET',
    path: '/networks/*name',
    answer: (call) => json(represent(call, networkOf(call), true)),
  },
  {
    method: 'DELETE',
    path: '/networks/*name',
    answer: ({ docker, host, params }) => {
      docker.world.networks.remove(host, params.name ?? '');
      return empty();
    },
  },
  { method: 'POST', path: '/networks/*name/connect', answer: answerConnect },
  { method: 'POST', path: '/networks/*name/disconnect', answer: answerDisconnect },
];

function networkOf({ docker, host, params }: DockerCall): DockerNetwork {
  return docker.world.networks.get(host, params.name ?? '');
}

/** As the API has it; lists leave out who is connected. */
function represent({ docker }: DockerCall, network: DockerNetwork, full: boolean): object {
  const { name, id, ipam } = network;
  const connected = full ? docker.world.networks.connected(network) : [];
  const containers = connected.map((container) => {
    const endpoint = container.networks[name];
    const shown = {
      Name: container.name,
      EndpointID: endpoint?.EndpointID ?? '',
      MacAddress: endpoint?.MacAddress ?? '',
      IPv4Address:
        (endpoint?.IPAddress ?? '') === '' ? '' : `${endpoint?.IPAddress}/${endpoint?.IPPrefixLen}`,
      IPv6Address: '',
    };
    return [container.id, shown];
  });
  return {
    Name: name,
    Id: id,
    Created: timestamp(network.createdMs),
    Scope: 'local',
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: false,
    IPAM: {
      Driver: ipam.driver,
      Options: ipam.options,
      Config: ipam.config.length === 0 ? null : ipam.config.map(withoutUndefined),
    },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: Object.fromEntries(containers),
    Options: network.options,
    Labels: network.labels,
  };
}

function withoutUndefined(config: DockerNetwork['ipam']['config'][number]): object {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

function answerList(call: DockerCall) {
  const filters = filtersOf(call.query);
  filters.checkNames(['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
  const { networks } = call.docker.world;
  const dangling = danglingOf(filters.get('dangling'));
  for (const type of filters.get('type')) {
    if (!['builtin', 'custom'].includes(type)) throw serverError(`invalid filter: 'type'='${type}'`);
  }
  const fits = (network: DockerNetwork) =>
    filters.matches('name', network.name) &&
    filters.matches('id', network.id) &&
    filters.is('driver', network.driver) &&
    filters.is('scope', 'local') &&
    filters.is('type', isPredefined(network) ? 'builtin' : 'custom') &&
    filters.matchesLabels(network.labels) &&
    (dangling === undefined ||
      dangling === (!isPredefined(network) && networks.connected(network).length === 0));
  return json(
    networks
      .all(call.host)
      .filter(fits)
      .map((network) => represent(call, network, false)),
  );
}

/** @throws DockerError */
function danglingOf(values: readonly string[]): boolean | undefined {
  const [value, second] = values;
  if (second !== undefined) {
    throw invalidParameter('got more than one value for filter key "dangling"');
  }
  if (value === undefined) return undefined;
  if (['1', 'true'].includes(value)) return true;
  if (['0', 'false'].includes(value)) return false;
  throw invalidParameter(
    'invalid value for filter \'dangling\', must be "true" (or "1"), or "false" (or "0")',
  );
}

function answerCreate(call: DockerCall) {
  const asked = bodyOf(createSchema, call, 'network.CreateRequest');
  const network = call.docker.world.networks.create(call.host, {
    name: asked.Name,
    driver: asked.Driver,
    internal: asked.Internal,
    attachable: asked.Attachable,
    enableIpv4: asked.EnableIPv4 ?? true,
    enableIpv6: asked.EnableIPv6,
    scope: asked.Scope,
    ingress: asked.Ingress,
    configOnly: asked.ConfigOnly,
    configFrom: asked.ConfigFrom?.Network ?? '',
    options: asked.Options,
    labels: asked.Labels,
    ipam: {
      driver: asked.IPAM?.Driver ?? '',
      options: asked.IPAM?.Options ?? null,
      config: (asked.IPAM?.Config ?? []).map(({ AuxAddress: _old, ...config }) => config),
    },
  });
  return json({ Id: network.id, Warning: '' }, 201);
}

function answerConnect(call: DockerCall) {
  const { docker, host, params } = call;
  const { Container, EndpointConfig } = bodyOf(connectSchema, call, 'network.ConnectOptions');
  const settings = EndpointConfig === null || EndpointConfig === undefined ? {} : settingsOf(EndpointConfig);
  docker.world.networks.connect(host, params.name ?? '', Container, settings);
  return empty(200);
}

function answerDisconnect(call: DockerCall) {
  const { docker, host, params } = call;
  const { Container, Force } = bodyOf(disconnectSchema, call, 'network.DisconnectOptions');
  docker.world.networks.disconnect(host, params.name ?? '', Container, Force);
  return empty(200);
}
