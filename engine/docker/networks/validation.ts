import { contains, isAddress, parseSubnet, type Subnet, subnetText } from '../../network/addresses.ts';
import { DockerError, invalidParameter } from '../docker-error.ts';
import type { IpamConfig } from './network.ts';

/** What is wrong with the address ranges of a network, in the words of moby's ValidateIPAM. @throws DockerError */
export function checkIpam(configs: readonly IpamConfig[]): void {
  const problems = configs.flatMap(problemsOf);
  if (problems.length === 0) return;
  throw invalidParameter(`invalid network config:\n${problems.join('\n')}`);
}

function problemsOf({ Subnet, IPRange, Gateway, AuxiliaryAddresses }: IpamConfig): string[] {
  if (Subnet === undefined || Subnet === '') {
    const other = [IPRange, Gateway].some((value) => value !== undefined && value !== '');
    return other ? ['no matching subnet for gateway or ip-range'] : [];
  }
  if (Subnet.includes(':')) return [`invalid subnet ${Subnet}: IPv6 is not simulated`];
  const subnet = parseSubnet(Subnet);
  if (subnet === undefined) return [`invalid subnet ${Subnet}: invalid CIDR block notation`];
  const problems: string[] = [];
  if (subnetText(subnet) !== Subnet)
    problems.push(`invalid subnet ${Subnet}: it should be ${subnetText(subnet)}`);
  if (IPRange !== undefined && IPRange !== '') problems.push(...rangeProblems(IPRange, subnet));
  if (Gateway !== undefined && Gateway !== '') problems.push(...addressProblems('gateway', Gateway, subnet));
  for (const address of Object.values(AuxiliaryAddresses ?? {})) {
    problems.push(...addressProblems('auxiliary address', address, subnet));
  }
  return problems;
}

function rangeProblems(text: string, subnet: Subnet): string[] {
  const range = parseSubnet(text);
  if (range === undefined) return [`invalid ip-range ${text}: invalid CIDR block notation`];
  if (range.prefix < subnet.prefix) {
    return [`invalid ip-range ${text}: CIDR block is bigger than its parent subnet ${subnetText(subnet)}`];
  }
  if (!contains(subnet, text.split('/')[0] ?? '')) {
    return [`invalid ip-range ${text}: parent subnet ${subnetText(subnet)} doesn't contain ip-range`];
  }
  if (subnetText(range) !== text) return [`invalid ip-range ${text}: it should be ${subnetText(range)}`];
  return [];
}

function addressProblems(what: string, address: string, subnet: Subnet): string[] {
  if (!isAddress(address)) return [`invalid ${what} ${address}: invalid address`];
  if (contains(subnet, address)) return [];
  return [`invalid ${what} ${address}: parent subnet ${subnetText(subnet)} doesn't contain this address`];
}

/** Refused for what it would mean, not for how it is written. */
export function forbidden(message: string): DockerError {
  return new DockerError(403, message);
}
