import type { Repository } from '../repository.ts';
import { alpineCurl } from './alpine-curl.ts';
import { awsCli } from './aws-cli.ts';
import { azureCli } from './azure-cli.ts';
import { bash } from './bash.ts';
import { dive } from './dive.ts';
import { docker } from './docker.ts';
import { hadolint } from './hadolint.ts';
import { helm } from './helm.ts';
import { k8sTools } from './k8s-tools.ts';
import { networkMultitool } from './network-multitool.ts';
import { packer } from './packer.ts';
import { stressSysdig } from './stress-sysdig.ts';
import { terraform } from './terraform.ts';
import { trivy } from './trivy.ts';

/** Command lines in images. */
export const tools: readonly Repository[] = [
  alpineCurl,
  awsCli,
  azureCli,
  bash,
  dive,
  docker,
  hadolint,
  helm,
  k8sTools,
  networkMultitool,
  packer,
  stressSysdig,
  terraform,
  trivy,
];
