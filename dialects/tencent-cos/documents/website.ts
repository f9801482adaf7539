import { document, integer, one, oneOf, optional, some, text } from '../../core/document.ts';

/** Body of PUT Bucket website and answer of GET Bucket website. T-BCFG-01. */
export const websiteConfiguration = document('WebsiteConfiguration', [
  one('IndexDocument', [one('Suffix', text)]),
  optional('RedirectAllRequestsTo', [one('Protocol', oneOf('http', 'https'))]),
  optional('ErrorDocument', [one('Key', text)]),
  optional('RoutingRules', [
    some(
      'RoutingRule',
      [
        one('Condition', [
          optional('HttpErrorCodeReturnedEquals', integer(400, 599)),
          optional('KeyPrefixEquals', text),
        ]),
        one('Redirect', [
          optional('Protocol', oneOf('http', 'https')),
          optional('ReplaceKeyWith', text),
          optional('ReplaceKeyPrefixWith', text),
        ]),
      ],
      { max: 100 },
    ),
  ]),
]);
