import { z } from 'zod';
import { int, map, number, text, texts } from './fields.ts';

export const ulimitSchema = z.object({ Name: text, Hard: number, Soft: number });

const weightDevices = z
  .array(z.object({ Path: text, Weight: number }))
  .nullish()
  .transform((value) => value ?? null);
const throttleDevices = z
  .array(z.object({ Path: text, Rate: number }))
  .nullish()
  .transform((value) => value ?? null);

/** What a container may use, in the order in which inspect shows it. */
export const resourceFields = {
  CpuShares: number,
  Memory: number,
  NanoCpus: number,
  CgroupParent: text,
  BlkioWeight: number,
  BlkioWeightDevice: weightDevices,
  BlkioDeviceReadBps: throttleDevices,
  BlkioDeviceWriteBps: throttleDevices,
  BlkioDeviceReadIOps: throttleDevices,
  BlkioDeviceWriteIOps: throttleDevices,
  CpuPeriod: number,
  CpuQuota: number,
  CpuRealtimePeriod: number,
  CpuRealtimeRuntime: number,
  CpusetCpus: text,
  CpusetMems: text,
  Devices: z
    .array(z.object({ PathOnHost: text, PathInContainer: text, CgroupPermissions: text }))
    .nullish()
    .transform((value) => value ?? null),
  DeviceCgroupRules: texts,
  DeviceRequests: z
    .array(
      z.object({
        Driver: text,
        Count: number,
        DeviceIDs: texts,
        Capabilities: z
          .array(z.array(z.string()))
          .nullish()
          .transform((value) => value ?? null),
        Options: map.nullish().transform((value) => value ?? null),
      }),
    )
    .nullish()
    .transform((value) => value ?? null),
  MemoryReservation: number,
  MemorySwap: number,
  MemorySwappiness: int.nullish().transform((value) => value ?? null),
  OomKillDisable: z
    .boolean()
    .nullish()
    .transform((value) => value ?? null),
  PidsLimit: int.nullish().transform((value) => value ?? null),
  Ulimits: z
    .array(ulimitSchema)
    .nullish()
    .transform((value) => value ?? null),
  CpuCount: number,
  CpuPercent: number,
  IOMaximumIOps: number,
  IOMaximumBandwidth: number,
};
