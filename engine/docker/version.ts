/** The Docker Engine that daemons are. */
export const ENGINE_VERSION = '28.2.2';
