/** Which directives nginx knows, and where. `*`: in http, server and location. */
const places: Readonly<Record<string, string>> = {
  main:
    'user worker_processes error_log pid daemon master_process worker_rlimit_nofile worker_shutdown_timeout ' +
    'worker_cpu_affinity worker_priority load_module env pcre_jit timer_resolution thread_pool events http stream mail',
  events: 'worker_connections use multi_accept accept_mutex accept_mutex_delay debug_connection',
  http:
    'server upstream map geo log_format limit_req_zone limit_conn_zone proxy_cache_path server_names_hash_bucket_size ' +
    'server_names_hash_max_size types_hash_max_size variables_hash_max_size map_hash_bucket_size split_clients ' +
    'default_type_hash resolver fastcgi_cache_path',
  server: 'listen server_name location return rewrite break set if ssl_certificate ssl_certificate_key',
  location:
    'location return rewrite break set if alias try_files proxy_pass fastcgi_pass uwsgi_pass grpc_pass stub_status internal ' +
    'limit_except empty_gif mp4 deny allow',
  if: 'return rewrite set add_header proxy_pass root access_log break error_page',
  upstream:
    'server keepalive keepalive_requests keepalive_timeout least_conn ip_hash hash random zone resolver',
  '*':
    'root index try_files autoindex autoindex_exact_size autoindex_localtime autoindex_format error_page default_type types ' +
    'access_log error_log log_not_found add_header expires sendfile sendfile_max_chunk tcp_nopush tcp_nodelay ' +
    'keepalive_timeout keepalive_requests client_max_body_size client_body_buffer_size client_body_timeout ' +
    'client_header_buffer_size client_header_timeout large_client_header_buffers send_timeout reset_timedout_connection ' +
    'server_tokens gzip gzip_types gzip_comp_level gzip_min_length gzip_proxied gzip_vary gzip_disable gzip_buffers ' +
    'gzip_http_version gzip_static open_file_cache open_file_cache_valid open_file_cache_min_uses open_file_cache_errors ' +
    'proxy_set_header proxy_http_version proxy_redirect proxy_buffering proxy_buffer_size proxy_buffers ' +
    'proxy_busy_buffers_size proxy_connect_timeout proxy_read_timeout proxy_send_timeout proxy_cache proxy_cache_valid ' +
    'proxy_cache_key proxy_cache_bypass proxy_no_cache proxy_cache_use_stale proxy_cache_lock proxy_next_upstream ' +
    'proxy_intercept_errors proxy_hide_header proxy_pass_header proxy_pass_request_headers proxy_pass_request_body ' +
    'proxy_ssl_verify proxy_ssl_server_name proxy_ssl_name proxy_request_buffering proxy_ignore_headers proxy_cookie_path ' +
    'proxy_temp_path client_body_temp_path fastcgi_temp_path uwsgi_temp_path scgi_temp_path fastcgi_param fastcgi_index ' +
    'fastcgi_split_path_info fastcgi_buffers fastcgi_buffer_size fastcgi_read_timeout charset charset_types limit_req limit_req_status limit_req_log_level ' +
    'limit_req_dry_run limit_conn limit_rate limit_rate_after deny allow auth_basic auth_basic_user_file satisfy ssl_protocols ssl_ciphers ' +
    'ssl_prefer_server_ciphers ssl_session_cache ssl_session_timeout ssl_session_tickets ssl_dhparam ssl_stapling ' +
    'ssl_stapling_verify ssl_trusted_certificate ssl_certificate ssl_certificate_key port_in_redirect absolute_redirect ' +
    'server_name_in_redirect merge_slashes underscores_in_headers auth_request mirror ignore_invalid_headers sub_filter sub_filter_once ' +
    'sub_filter_types real_ip_header set_real_ip_from real_ip_recursive resolver resolver_timeout etag if_modified_since ' +
    'disable_symlinks directio aio output_buffers postpone_output chunked_transfer_encoding recursive_error_pages ' +
    'msie_padding http2 ssi rewrite_log lingering_close',
};

const known = new Map(Object.entries(places).map(([place, names]) => [place, new Set(names.split(' '))]));
const everywhere = known.get('*') ?? new Set<string>();

export function isAllowed(name: string, place: string): boolean {
  if (known.get(place)?.has(name)) return true;
  if ((place === 'main' || place === 'http') && name === 'error_log') return true;
  return (
    (place === 'http' || place === 'server' || place === 'location' || place === 'if') && everywhere.has(name)
  );
}

export function isKnown(name: string): boolean {
  for (const names of known.values()) if (names.has(name)) return true;
  return false;
}

/** Directives that have a block. */
export const blocks: ReadonlySet<string> = new Set(
  'events http server location upstream map geo types if limit_except stream mail split_clients'.split(' '),
);

/** What would change answers, if it were there; with `off` it is what it always is. */
const withoutModel: ReadonlySet<string> = new Set(
  'stream mail geo split_clients limit_conn limit_conn_zone limit_except auth_request mirror ssi sub_filter charset mp4'.split(
    ' ',
  ),
);

/** Refused, lest it be thought to work. */
export function notSimulated(name: string, args: readonly string[]): boolean {
  return withoutModel.has(name) && args[0] !== 'off';
}
