import type { Json } from '../../../linux/system.ts';

/** What is known of a client. JSON, but for its input. */
export type Connection = {
  id: number;
  descriptor: number;
  address: string;
  /** One character per byte. */
  input: string;
  atEnd: boolean;
  ended: boolean;
  /** Users as whom it has authenticated: `admin.root`. */
  users: string[];
  /** A conversation of authentication that is under way. */
  sasl: { [name: string]: Json } | undefined;
  application: string;
};

export function newConnection(id: number, descriptor: number, address: string): Connection {
  return {
    id,
    descriptor,
    address,
    input: '',
    atEnd: false,
    ended: false,
    users: [],
    sasl: undefined,
    application: '',
  };
}
