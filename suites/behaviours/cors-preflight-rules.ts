import type { CorsRule } from './cors.ts';

/**
 * The configuration that preflights are tried on. Every rule has origins of its own, so that each is looked at alone;
 * only `split` and `twice` meet a second rule for the same origin.
 */
export const PREFLIGHT_RULES: readonly CorsRule[] = [
  {
    id: 'full',
    origins: ['http://www.example.com'],
    methods: ['PUT', 'GET'],
    headers: ['x-first', 'x-second'],
    expose: ['x-shown', 'ETag'],
    maxAge: '500',
  },
  { id: 'bare', origins: ['http://bare.example.com'], methods: ['GET'] },
  {
    id: 'port',
    origins: ['https://port.example.com:8443'],
    methods: ['POST'],
    headers: ['*'],
    maxAge: '7',
  },
  { id: 'two', origins: ['http://one.example.com', 'http://two.example.com'], methods: ['DELETE', 'HEAD'] },
  {
    id: 'split-get',
    origins: ['http://split.example.com'],
    methods: ['GET'],
    headers: ['x-for-get'],
    expose: ['x-shown-to-get'],
    maxAge: '100',
  },
  {
    id: 'split-put',
    origins: ['http://split.example.com'],
    methods: ['PUT'],
    headers: ['x-for-put'],
    expose: ['x-shown-to-put'],
    maxAge: '200',
  },
  {
    id: 'twice-first',
    origins: ['http://twice.example.com'],
    methods: ['GET'],
    expose: ['x-of-first'],
    maxAge: '10',
  },
  {
    id: 'twice-second',
    origins: ['http://twice.example.com'],
    methods: ['GET'],
    expose: ['x-of-second'],
    maxAge: '20',
  },
];
