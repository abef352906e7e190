import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { kubeconfig } from '../../api/platform/kubeconfig.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const OPTIONS = {
  baseUrl: 'https://atoll.example:8443',
  sandboxId: 'sbx_1',
  name: 'ada',
  credential: 'a.b.c',
};

it('on https the credential is a bearer token, and a CA of the server’s own comes along', () => {
  expect(load(kubeconfig({ ...OPTIONS, certificateAuthority: PEM }))).toMatchObject({
    clusters: [
      {
        name: 'atoll-ada',
        cluster: {
          server: 'https://atoll.example:8443/s/sbx_1/kubernetes',
          'certificate-authority-data': Buffer.from(PEM).toString('base64'),
        },
      },
    ],
    users: [{ name: 'atoll-ada', user: { token: 'a.b.c' } }],
    'current-context': 'atoll-ada',
  });
});

it('with a certificate that clients trust already, no CA is named', () => {
  const text = kubeconfig({ ...OPTIONS, certificateAuthority: undefined });
  expect(text).not.toContain('certificate-authority');
  expect(text).not.toContain('insecure');
});
