import { describe, expect, it } from 'vitest';
import { shortCheck } from '../testing/summaries.ts';
import type { LinePair } from './align.ts';
import { requestMark, responseMarker } from './line-mark.ts';
import type { WireLine } from './wire-lines.ts';

const start = (status: number): WireLine => ({ kind: 'start', text: `HTTP/1.1 ${status} X` });
const field = (name: string, value: string): WireLine => ({
  kind: 'header',
  name,
  text: `${name}: ${value}`,
});
const body = (text: string): WireLine => ({ kind: 'body', text });

function mark(facets: readonly string[], pair: LinePair, divergent: readonly string[] = [], alone = false) {
  const check = shortCheck('a', 'fail', {
    mismatches: facets.map((facet) => ({ exchange: 1, facet, expected: 'e', got: 'g' })),
    divergences: divergent.map((facet) => ({ exchange: 1, facet, reference: 'r', target: 't' })),
  });
  return responseMarker(check, 1, alone)(pair);
}

describe('responseMarker', () => {
  it('marks the status line for a wrong status, even when the reference is wrong too', () => {
    expect(mark(['status'], { target: start(200), reference: start(206) })).toBe('violates');
    expect(mark(['status'], { target: start(200), reference: start(200) })).toBe('violates');
    expect(mark(['code'], { target: start(404), reference: start(404) })).toBe('same');
  });

  it('marks the field a facet names, whatever its letter case, and no other', () => {
    expect(mark(['header ETag'], { target: field('etag', '1'), reference: field('etag', '2') })).toBe(
      'violates',
    );
    expect(mark(['header content-range'], { reference: field('content-range', 'x') })).toBe('violates');
    expect(mark(['header etag'], { target: field('date', '1'), reference: field('date', '2') })).toBe(
      'may-differ',
    );
  });

  it('marks lines of a body that hold the element and are not the same', () => {
    const pair = { target: body('<Key>b</Key>'), reference: body('<Key>a</Key>') };
    expect(mark(['/List/Contents[2]/Key'], pair)).toBe('violates');
    expect(mark(['/List/Name'], pair)).toBe('may-differ');
    expect(mark(['body'], pair)).toBe('violates');
    expect(mark(['/List/Contents[2]/Key'], { target: pair.target, reference: pair.target })).toBe('same');
    expect(mark(['code'], { target: body('<Code>A</Code>'), reference: body('<Code>B</Code>') })).toBe(
      'violates',
    );
  });

  it('prefers the documentation to the reference', () => {
    const pair = { target: start(200), reference: start(206) };
    expect(mark([], pair, ['status'])).toBe('differs');
    expect(mark(['status'], pair, ['status'])).toBe('violates');
  });

  it('looks only at its own exchange', () => {
    const check = shortCheck('a', 'fail');
    expect(responseMarker(check, 1, false)({ target: start(200), reference: start(200) })).toBe('same');
    expect(responseMarker(check, 0, false)({ target: start(200), reference: start(200) })).toBe('violates');
  });

  it('does not call lines different when there is nothing to compare with', () => {
    expect(mark([], { target: start(200) }, [], true)).toBe('same');
    expect(requestMark({ target: start(200) })).toBe('may-differ');
  });
});
