import type { Repository } from '../repository.ts';
import { alpineCurl } from './alpine-curl.ts';
import { alpineGit } from './alpine-git.ts';
import { awsCli } from './aws-cli.ts';
import { azureCli } from './azure-cli.ts';
import { bash } from './bash.ts';
import { radialCurl } from './busyboxplus.ts';
import { curlImage } from './curl.ts';
import { dive } from './dive.ts';
import { docker } from './docker.ts';
import { hadolint } from './hadolint.ts';
import { helm } from './helm.ts';
import { k8sTools } from './k8s-tools.ts';
import { kubectl } from './kubectl.ts';
import { netshoot } from './netshoot.ts';
import { networkMultitool } from './network-multitool.ts';
import { packer } from './packer.ts';
import { polinuxStress } from './polinux-stress.ts';
import { progriumStress } from './progrium-stress.ts';
import { ryuk } from './ryuk.ts';
import { stressNg } from './stress-ng.ts';
import { stressSysdig } from './stress-sysdig.ts';
import { terraform } from './terraform.ts';
import { trivy } from './trivy.ts';
import { vishStress } from './vish-stress.ts';

/** Command lines in images. */
export const tools: readonly Repository[] = [
  alpineCurl,
  alpineGit,
  awsCli,
  azureCli,
  bash,
  radialCurl,
  curlImage,
  dive,
  docker,
  hadolint,
  helm,
  k8sTools,
  kubectl,
  netshoot,
  networkMultitool,
  packer,
  polinuxStress,
  progriumStress,
  ryuk,
  stressNg,
  stressSysdig,
  terraform,
  trivy,
  vishStress,
];
