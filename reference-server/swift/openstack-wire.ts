import type { Header } from '../../dialects/core/headers.ts';
import { httpWire, type Wire } from '../http/wire.ts';

/** HTTP as OpenStack writes it: a response without content says so by its length, also where HTTP wants none. Sheet 1.0. */
export const openstackWire: Wire = {
  ...httpWire,
  headers: (response, circumstances) => {
    const headers: Header[] = httpWire.headers(response, circumstances);
    const bare = response.status === 204 || response.status === 304;
    return bare ? [...headers, ['Content-Length', '0']] : headers;
  },
};
