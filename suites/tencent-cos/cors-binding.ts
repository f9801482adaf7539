import { textAt, textsAt, valuesAt } from '../../dialects/core/document-access.ts';
import { xmlSample } from '../../dialects/tencent-cos/sample-body.ts';
import type { CorsBinding, CorsRule } from '../behaviours/cors.ts';

/** Cross-origin access of this dialect. T-PUTCORS, T-OPT. */
export const cors: CorsBinding = {
  putCors: 'PutBucketCors',
  getCors: 'GetBucketCors',
  deleteCors: 'DeleteBucketCors',
  preflight: 'OptionsObject',
  document: 'CORSConfiguration',
  origins: 'CORSRule.AllowedOrigin',
  // The chapter's own sample is signed; that no signature is needed is what later documents say.
  preflightAs: 'main',
  rules: (rules) =>
    xmlSample('CORSConfiguration', {
      CORSRule: rules.map(({ id, origins, methods, headers = [], expose = [], maxAge }) => ({
        ID: id,
        AllowedOrigin: origins,
        AllowedMethod: methods,
        AllowedHeader: headers,
        MaxAgeSeconds: maxAge,
        ExposeHeader: expose,
      })),
    }),
  rulesIn: (t, exchange) =>
    valuesAt(t.read(exchange, 'CORSConfiguration'), 'CORSRule').map((rule): CorsRule => {
      const [id, maxAge] = [textAt(rule, 'ID'), textAt(rule, 'MaxAgeSeconds')];
      return {
        ...(id === undefined ? {} : { id }),
        origins: textsAt(rule, 'AllowedOrigin'),
        methods: textsAt(rule, 'AllowedMethod'),
        headers: textsAt(rule, 'AllowedHeader'),
        expose: textsAt(rule, 'ExposeHeader'),
        ...(maxAge === undefined ? {} : { maxAge }),
      };
    }),
  // With a configuration that allows nothing: the text describes headers that are left out, later documents a refusal.
  unmatched: { anyOf: [{ status: 200 }, { status: 403 }] },
};
