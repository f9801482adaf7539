import type { CheckContext } from '../../harness/check/context.ts';
import {
  BODY,
  type Conditions,
  type ConditionsBinding,
  conditionCheck,
  DAY,
  OTHER_TAG,
  outcomeOf,
} from './conditionals-judge.ts';
import type { SharedChecks } from './grounds.ts';
import { imfDate } from './http-dates.ts';
import { type StoredObject, storeValidated, validated } from './stored-object.ts';

/** Conditions on ETags. RFC 9110 sections 13.1.1 and 13.1.2. */
export function etagConditions(binding: ConditionsBinding) {
  const on = conditionCheck(binding);
  return {
    'if-match-current': on('If-Match with the current ETag reads the object', ifMatch(etag), 'read'),
    'if-match-other': on('If-Match with another ETag is refused with 412', ifMatch(OTHER_TAG), 'failed'),
    'if-match-any': on('If-Match: * reads an object that exists', ifMatch('*'), 'read'),
    'if-match-list': on(
      'If-Match with a list that has the current ETag reads the object',
      (object) => [
        { 'If-Match': `${OTHER_TAG}, ${object.etag}` },
        { 'If-Match': `${object.etag},${OTHER_TAG}` },
        { 'If-Match': `"a,b" , ${object.etag}` },
      ],
      'read',
    ),
    'if-match-list-of-others': on(
      'If-Match with a list that lacks the current ETag is refused with 412',
      ifMatch(`${OTHER_TAG}, "x"`),
      'failed',
    ),
    'if-match-unquoted': on(
      'If-Match takes the current ETag without its quotes',
      ifMatch(({ etag }) => bare(etag)),
      'read',
    ),
    'if-match-weak': on(
      'If-Match compares strongly: a weak ETag never matches',
      ifMatch(({ etag }) => `W/${etag}`),
      'failed',
    ),
    'if-match-empty-tag': on('If-Match with the empty ETag is refused with 412', ifMatch('""'), 'failed'),
    'if-match-near-miss': on(
      'If-Match with a shortened, lengthened or upper-case form of the current ETag is refused with 412',
      ({ etag }) => nearMisses(etag).map((tag) => ({ 'If-Match': tag })),
      'failed',
    ),
    'if-none-match-other': on('If-None-Match with another ETag reads the object', ifNone(OTHER_TAG), 'read'),
    'if-none-match-current': on(
      'If-None-Match with the current ETag yields 304',
      ifNone(etag),
      'not-modified',
    ),
    'if-none-match-any': on(
      'If-None-Match: * yields 304 for an object that exists',
      ifNone('*'),
      'not-modified',
    ),
    'if-none-match-list': on(
      'If-None-Match with a list that has the current ETag yields 304',
      (object) => [
        { 'If-None-Match': `${OTHER_TAG}, ${object.etag}` },
        { 'If-None-Match': `${object.etag},${OTHER_TAG}` },
      ],
      'not-modified',
    ),
    'if-none-match-list-of-others': on(
      'If-None-Match with a list that lacks the current ETag reads the object',
      ifNone(`${OTHER_TAG}, "x"`),
      'read',
    ),
    'if-none-match-weak': on(
      'If-None-Match compares weakly: the current ETag marked weak yields 304',
      ifNone(({ etag }) => `W/${etag}`),
      'not-modified',
    ),
    'if-none-match-unquoted': on(
      'If-None-Match takes the current ETag without its quotes',
      ifNone(({ etag }) => bare(etag)),
      'not-modified',
    ),
    'if-none-match-empty-tag': on('If-None-Match with the empty ETag reads the object', ifNone('""'), 'read'),
    'if-none-match-near-miss': on(
      'If-None-Match with a shortened, lengthened or upper-case form of the current ETag reads the object',
      ({ etag }) => nearMisses(etag).map((tag) => ({ 'If-None-Match': tag })),
      'read',
    ),
    'not-modified-etag': {
      title: '304 carries the current ETag and no body',
      run: async (t) => {
        const { key, etag, lastModified } = await storeValidated(t, 'object', BODY);
        for (const headers of [{ 'If-None-Match': etag }, { 'If-Modified-Since': imfDate(lastModified) }]) {
          const exchange = await t.send({ op: binding.operation, key, headers });
          t.expect(exchange, { status: 304, headers: { etag }, body: 'empty' });
        }
      },
    },
    'not-modified-has-no-content': {
      title: 'No byte follows the header section of a 304',
      run: async (t) => {
        const { key, etag } = await storeValidated(t, 'object', BODY);
        const exchange = await t.send({
          op: binding.operation,
          key,
          headers: { 'If-None-Match': etag },
          raw: { lingerMs: 150 },
        });
        t.expect(exchange, { status: 304 });
        const { body, trailing } = exchange.response ?? {};
        const bytes = (body?.length ?? 0) + (trailing?.length ?? 0);
        t.compare(exchange, 'bytes after the header section', 0, bytes);
      },
    },
    'if-none-match-lines': {
      title: 'If-None-Match on several lines is one list',
      run: async (t) => {
        const { key, etag } = await storeValidated(t, 'object', BODY);
        for (const tags of [
          [OTHER_TAG, etag],
          [etag, OTHER_TAG],
        ]) {
          const exchange = await t.send({
            op: binding.operation,
            key,
            headers: tags.map((tag) => ['If-None-Match', tag] as const),
            // how repeated lines are signed is another question
            sign: { signedHeaders: ['host'] },
          });
          t.expect(exchange, outcomeOf(binding, 'not-modified'));
        }
      },
    },
    'conditions-after-overwrite': {
      title: 'After an overwrite the old ETag no longer matches and the new one does',
      impact: 'data-loss',
      run: async (t) => {
        const before = await storeValidated(t, 'object', BODY);
        const { etag } = await storeValidated(t, 'object', 'another body');
        const send = (headers: Conditions) => t.send({ op: binding.operation, key: before.key, headers });
        t.expect(await send({ 'If-Match': before.etag }), outcomeOf(binding, 'failed'));
        t.expect(await send({ 'If-Match': etag }), outcomeOf(binding, 'read', 'another body', etag));
        t.expect(
          await send({ 'If-None-Match': before.etag }),
          outcomeOf(binding, 'read', 'another body', etag),
        );
        t.expect(await send({ 'If-None-Match': etag }), outcomeOf(binding, 'not-modified'));
      },
    },
    'conditions-do-not-reveal': {
      title: 'Conditions do not tell a caller without permission whether they hold',
      impact: 'security',
      run: async (t) => {
        const { key, etag, lastModified } = await storeValidated(t, 'object', BODY);
        for (const headers of [
          { 'If-None-Match': etag },
          { 'If-Match': OTHER_TAG },
          { 'If-Modified-Since': imfDate(lastModified) },
        ]) {
          const exchange = await t.send({ op: binding.operation, key, headers, as: 'anonymous' });
          t.expect(exchange, { refusal: 'anonymous-denied' });
        }
      },
    },
    'conditions-on-missing-key': {
      title: 'A missing object is missing whatever If-None-Match or If-Modified-Since say',
      run: async (t) => {
        for (const headers of [
          { 'If-None-Match': OTHER_TAG },
          { 'If-None-Match': '*' },
          { 'If-Modified-Since': imfDate(t.now() - DAY) },
        ]) {
          const exchange = await t.send({ op: binding.operation, key: t.key('missing'), headers });
          t.expect(exchange, { refusal: 'missing-key' });
        }
      },
    },
    'conditions-change-nothing': {
      title: 'A read refused by its condition leaves the object and its validators as they were',
      run: async (t) => {
        const before = await storeValidated(t, 'object', BODY);
        await t.send({ op: binding.operation, key: before.key, headers: { 'If-Match': OTHER_TAG } });
        await t.send({ op: binding.operation, key: before.key, headers: { 'If-None-Match': before.etag } });
        await sameAsBefore(t, before);
      },
    },
  } satisfies SharedChecks;
}

async function sameAsBefore(t: CheckContext, before: StoredObject): Promise<void> {
  const after = await validated(t, { key: before.key });
  const exchange = await t.send({ op: t.dialect.housekeeping.getObject, key: before.key });
  t.expect(exchange, { status: 200, body: BODY });
  t.compare(exchange, 'validators', before, after);
}

const etag = (object: StoredObject): string => object.etag;

function ifMatch(tag: string | ((object: StoredObject) => string)) {
  return (object: StoredObject): Conditions => ({ 'If-Match': typeof tag === 'string' ? tag : tag(object) });
}

function ifNone(tag: string | ((object: StoredObject) => string)) {
  return (object: StoredObject): Conditions => ({
    'If-None-Match': typeof tag === 'string' ? tag : tag(object),
  });
}

/** An ETag without its quotes. */
function bare(tag: string): string {
  return tag.replaceAll('"', '');
}

/** ETags that differ from `tag` by as little as a careless comparison overlooks. */
function nearMisses(tag: string): string[] {
  const value = bare(tag);
  const other = [value.slice(0, -1), `${value}0`, value.toUpperCase(), ` ${value}`];
  return other.filter((text) => text !== value).map((text) => `"${text}"`);
}
