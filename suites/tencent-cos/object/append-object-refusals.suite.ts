import { suite } from '../../../harness/check/suite.ts';
import type { RawOptions } from '../../../harness/transport/raw-transport.ts';
import { append, appended, expectContent } from './append.ts';

export default suite('AppendObject', [
  {
    id: 'wrong-position',
    title: 'Another position than the current length is refused and changes nothing',
    claims: ['T-APPEND-04'],
    impact: 'data-loss',
    run: async (t) => {
      await appended(t, 0, 'Hello');
      for (const position of [0, 4, 6, 100]) {
        t.expect(await append(t, position, 'lost'), { refusal: 'append-position' });
        await expectContent(t, 'Hello');
      }
    },
  },
  {
    id: 'wrong-first-position',
    title: 'A missing object has length 0: another position is refused and creates nothing',
    claims: ['T-APPEND-04'],
    run: async (t) => {
      t.expect(await append(t, 5, 'lost'), { refusal: 'append-position' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'normal-object',
    title: 'Nothing can be appended to an object that was uploaded',
    claims: ['T-APPEND-05'],
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'normal' });
      for (const position of [6, 0]) {
        t.expect(await append(t, position, 'lost'), { refusal: ['not-appendable', 'append-position'] });
        await expectContent(t, 'normal');
      }
      t.expect(await append(t, 6, 'lost'), { refusal: 'not-appendable' });
    },
  },
  {
    id: 'missing-position',
    title: 'A request without position is refused and creates nothing',
    claims: ['T-APPEND-06'],
    run: async (t) => {
      const exchange = await t.send({
        op: 'AppendObject',
        key: t.key(),
        query: { append: null },
        body: 'lost',
      });
      t.expect(exchange, { refusal: 'invalid-argument' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'malformed-position',
    title: 'A position that is no whole number is refused and changes nothing',
    claims: ['T-APPEND-06'],
    reading: 'numbers-out-of-range',
    run: async (t) => {
      await appended(t, 0, 'Hello');
      for (const position of ['', '-1', 'five', '5.0', '0x5', '5 ']) {
        t.expect(await append(t, position, 'lost'), { refusal: 'invalid-argument' });
        await expectContent(t, 'Hello');
      }
    },
  },
  {
    id: 'missing-length',
    title: 'A request without Content-Length is refused and creates nothing',
    claims: ['T-APPEND-07'],
    run: async (t) => {
      const raw: RawOptions = { omitContentLength: true, limits: { responseMs: 5_000 } };
      t.expect(await append(t, 0, '', raw), { refusal: 'missing-content-length' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous append is refused and changes nothing',
    claims: ['T-APPEND-03'],
    impact: 'security',
    run: async (t) => {
      await appended(t, 0, 'Hello');
      const query = { append: null, position: '5' };
      const exchange = await t.send({
        op: 'AppendObject',
        key: t.key(),
        query,
        body: 'intruder',
        as: 'anonymous',
      });
      t.expect(exchange, { refusal: 'anonymous-denied' });
      await expectContent(t, 'Hello');
    },
  },
  {
    id: 'wrong-digest',
    title: 'An append whose body does not match Content-MD5 is refused and changes nothing',
    claims: ['T-HDR-02'],
    impact: 'data-loss',
    run: async (t) => {
      await appended(t, 0, 'Hello');
      const exchange = await t.send({
        op: 'AppendObject',
        key: t.key(),
        query: { append: null, position: '5' },
        headers: { 'Content-MD5': '1B2M2Y8AsgTpgAmY7PhCfg==' },
        body: 'lost',
      });
      t.expect(exchange, { refusal: 'bad-digest' });
      await expectContent(t, 'Hello');
    },
  },
]);
