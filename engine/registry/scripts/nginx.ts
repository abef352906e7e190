import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The entrypoint of the official image: it runs what is in /docker-entrypoint.d, then the server. */
export const nginxEntrypoint = `#!/bin/sh
# vim:sw=4:ts=4:et

set -e

# Set NGINX_ENTRYPOINT_QUIET_LOGS to hear nothing of it.
say() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    if [ -n "$(ls /docker-entrypoint.d/ 2>/dev/null)" ]; then
        say "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"

        say "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in /docker-entrypoint.d/*; do
            case "$f" in
                *.envsh)
                    if [ -x "$f" ]; then
                        say "$0: Sourcing $f"
                        . "$f"
                    else
                        say "$0: Ignoring $f, not executable"
                    fi
                    ;;
                *.sh)
                    if [ -x "$f" ]; then
                        say "$0: Launching $f"
                        "$f"
                    else
                        say "$0: Ignoring $f, not executable"
                    fi
                    ;;
                *) say "$0: Ignoring $f" ;;
            esac
        done

        say "$0: Configuration complete; ready for start up"
    else
        say "$0: No files found in /docker-entrypoint.d/, skipping configuration"
    fi
fi
exec "$@"
`;

export const nginxConfiguration = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

/** The packaged site. @param port what it listens on */
export function nginxSite(port = 80): string {
  return `server {
    listen       ${port};
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    # redirect server error pages to the static page /50x.html
    #
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }

    # proxy the PHP scripts to Apache listening on 127.0.0.1:80
    #
    #location ~ \\.php$ {
    #    proxy_pass   http://127.0.0.1;
    #}

    # pass the PHP scripts to FastCGI server listening on 127.0.0.1:9000
    #
    #location ~ \\.php$ {
    #    root           html;
    #    fastcgi_pass   127.0.0.1:9000;
    #    fastcgi_index  index.php;
    #    fastcgi_param  SCRIPT_FILENAME  /scripts$fastcgi_script_name;
    #    include        fastcgi_params;
    #}

    # deny access to .htaccess files, if Apache's document root
    # concurs with nginx's one
    #
    #location ~ /\\.ht {
    #    deny  all;
    #}
}

`;
}

export const nginxErrorPage = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>An error occurred.</h1>
<p>Sorry, the page you are looking for is currently unavailable.<br/>
Please try again later.</p>
<p>If you are the system administrator of this resource then you should check
the error log for details.</p>
<p><em>Faithfully yours, nginx.</em></p>
</body>
</html>
`;

const siteSum = bytesToHex(md5(utf8ToBytes(nginxSite())));

const listenOnIpv6 = `#!/bin/sh
# Makes the packaged site listen on IPv6 too.

set -e

ME=$(basename "$0")
SITE=/etc/nginx/conf.d/default.conf

say() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}

if [ ! -f "/proc/net/if_inet6" ]; then
    say "$ME: info: ipv6 not available"
    exit 0
fi

if [ ! -f "$SITE" ]; then
    say "$ME: info: $SITE is not a file or does not exist"
    exit 0
fi

if ! touch "$SITE" 2>/dev/null; then
    say "$ME: info: can not modify $SITE (read-only file system?)"
    exit 0
fi

if grep -q "listen  \\[::\\]:80;" "$SITE"; then
    say "$ME: info: IPv6 listen already enabled"
    exit 0
fi

say "$ME: info: Getting the checksum of $SITE"
if [ "$(md5sum "$SITE" | cut -d ' ' -f 1)" != "${siteSum}" ]; then
    say "$ME: info: $SITE differs from the packaged version"
    exit 0
fi

sed -i -E 's,listen       80;,listen       80;\\n    listen  [::]:80;,' "$SITE"

say "$ME: info: Enabled listen on IPv6 in $SITE"
`;

const localResolvers = `#!/bin/sh
# Offers the name servers of resolv.conf to templates, where that is asked for.

if [ -n "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
    NGINX_LOCAL_RESOLVERS=$(awk '$1 == "nameserver" {print $2}' /etc/resolv.conf)
    export NGINX_LOCAL_RESOLVERS
fi
`;

const templates = `#!/bin/sh
# Fills in the environment in /etc/nginx/templates.

set -e

ME=$(basename "$0")
TEMPLATES="\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}"
SUFFIX="\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}"
OUTPUT="\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}"

[ -d "$TEMPLATES" ] || exit 0
for template in "$TEMPLATES"/*"$SUFFIX"; do
    [ -f "$template" ] || continue
    name=$(basename "$template" "$SUFFIX")
    echo "$ME: Running envsubst on $template to $OUTPUT/$name"
    envsubst < "$template" > "$OUTPUT/$name"
done
`;

const tuneWorkers = `#!/bin/sh
# As many workers as there are processors, where that is asked for.

set -e

[ "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
sed -i -E "s/^worker_processes .*/worker_processes $(nproc);/" /etc/nginx/nginx.conf
`;

/** What the entrypoint finds in its folder. */
export const nginxEntrypointScripts = {
  '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh': listenOnIpv6,
  '/docker-entrypoint.d/15-local-resolvers.envsh': localResolvers,
  '/docker-entrypoint.d/20-envsubst-on-templates.sh': templates,
  '/docker-entrypoint.d/30-tune-worker-processes.sh': tuneWorkers,
} as const;

export const mimeTypes = `
types {
    text/html                                        html htm shtml;
    text/css                                         css;
    text/xml                                         xml;
    image/gif                                        gif;
    image/jpeg                                       jpeg jpg;
    application/javascript                           js;
    application/atom+xml                             atom;
    application/rss+xml                              rss;

    text/mathml                                      mml;
    text/plain                                       txt;
    text/vnd.wap.wml                                 wml;
    text/x-component                                 htc;

    image/avif                                       avif;
    image/png                                        png;
    image/svg+xml                                    svg svgz;
    image/tiff                                       tif tiff;
    image/webp                                       webp;
    image/x-icon                                     ico;

    font/woff                                        woff;
    font/woff2                                       woff2;

    application/java-archive                         jar war ear;
    application/json                                 json;
    application/pdf                                  pdf;
    application/wasm                                 wasm;
    application/zip                                  zip;

    application/octet-stream                         bin exe dll;
    application/octet-stream                         deb;
    application/octet-stream                         iso img;

    audio/mpeg                                       mp3;
    audio/ogg                                        ogg;
    video/mp4                                        mp4;
    video/webm                                       webm;
}
`;
