import { describe, expect, it } from 'vitest';
import type { Exchange } from '../transport/exchange.ts';
import { openTranscript } from './transcript.ts';

function exchange(target: string): Exchange {
  return {
    request: { method: 'GET', target, headers: [], body: new Uint8Array(), transport: 'undici' },
    startedAt: 0,
    durationMs: 0,
    waitedMs: 0,
  };
}

const targets = (transcript: ReturnType<typeof openTranscript>) =>
  transcript.read().exchanges.map((one) => one.exchange.request.target);

describe('a transcript', () => {
  it('keeps exchanges in the order in which they were sent', () => {
    const transcript = openTranscript();
    const first = transcript.open({ op: 'GetObject' }, 'setup');
    const second = transcript.open({ op: 'PutObject', as: 'second' }, 'act');
    second(exchange('/second'));
    first(exchange('/first'));
    expect(targets(transcript)).toEqual(['/first', '/second']);
    expect(
      transcript.read().exchanges.map(({ operation, identity, phase }) => [operation, identity, phase]),
    ).toEqual([
      ['GetObject', 'main', 'setup'],
      ['PutObject', 'second', 'act'],
    ]);
  });

  it('leaves out what was never answered, and points at what is left', () => {
    const transcript = openTranscript();
    transcript.open({ op: 'GetObject' }, 'act');
    const judged = exchange('/judged');
    transcript.open({ op: 'HeadObject' }, 'act')(judged);
    transcript.note(judged, [{ facet: 'status', expected: '200', got: '404' }]);
    expect(targets(transcript)).toEqual(['/judged']);
    expect(transcript.read().mismatches).toEqual([
      { exchange: 0, facet: 'status', expected: '200', got: '404' },
    ]);
  });

  it('points nowhere for an exchange it does not know', () => {
    const transcript = openTranscript();
    const stray = exchange('/stray');
    transcript.note(stray, [{ facet: 'body', expected: 'a', got: 'b' }]);
    expect(transcript.read().mismatches[0]?.exchange).toBe(-1);
    expect(transcript.operationOf(stray)).toBeUndefined();
  });

  it('tells two exchanges apart that look alike', () => {
    const transcript = openTranscript();
    const [one, two] = [exchange('/same'), exchange('/same')];
    transcript.open({ op: 'GetObject' }, 'act')(one);
    transcript.open({ op: 'HeadObject' }, 'act')(two);
    transcript.note(two, [{ facet: 'status', expected: '200', got: '404' }]);
    expect(transcript.read().mismatches[0]?.exchange).toBe(1);
    expect(transcript.operationOf(two)).toBe('HeadObject');
  });
});
