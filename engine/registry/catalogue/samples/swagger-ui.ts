import { nginxSite } from '../../scripts/nginx.ts';
import { fromImage } from '../bases.ts';
import { copy, dockerfile, env, expose } from '../build-steps.ts';
import { nginx } from '../nginx.ts';
import { plain } from '../repository.ts';

export const swaggerUi = plain(
  ['docker.io/swaggerapi/swagger-ui'],
  () =>
    dockerfile(fromImage(nginx, '1.27-alpine'), [
      env({ SWAGGER_JSON: '/app/swagger.json', PORT: '8080', BASE_URL: '/' }),
      copy('./dist/', '/usr/share/nginx/html/', {
        mb: 11,
        files: {
          '/usr/share/nginx/html/index.html':
            '<!DOCTYPE html>\n<html lang="en">\n<head><title>Swagger UI</title></head>\n<body><div id="swagger-ui"></div></body>\n</html>\n',
          '/etc/nginx/conf.d/default.conf': nginxSite(8080),
        },
      }),
      expose(8080),
    ]),
  [
    ['v5.26.2 latest', 72.0],
    ['v4.15.5', 60.0],
  ],
  'amd64 386 arm/v6 arm/v7 arm64 ppc64le s390x',
);
