import { inContext } from '../../faults/edit-request.ts';
import { answering, rewriting } from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { getsObject } from '../../faults/which.ts';
import { parseRange, type RangeOptions, type RangeOutcome } from '../../http/range.ts';
import type { ReadingRules } from '../../operations/reading-rules.ts';
import type { ByteSpan } from '../../store/blob.ts';
import { claimed } from './claimed.ts';

/** Several ranges that come out otherwise than they should. */
function severally(change: (spans: readonly ByteSpan[]) => readonly ByteSpan[]): Tampering {
  return evaluating((outcome) => {
    if (outcome.kind !== 'partial' || outcome.spans.length < 2) return outcome;
    const [first, ...rest] = change(outcome.spans);
    return first === undefined ? { kind: 'whole' } : { kind: 'partial', spans: [first, ...rest] };
  });
}

function evaluating(
  change: (outcome: RangeOutcome, value: string, length: number) => RangeOutcome,
): Tampering {
  return {
    decide: ({ evaluateRange }) => ({
      evaluateRange: (value, length, options) => {
        const outcome = evaluateRange(value, length, options);
        return value === undefined ? outcome : change(outcome, value, length);
      },
    }),
  };
}

/** Other readings of conditions and ranges. */
function reading(change: Partial<ReadingRules>, ranges: Partial<RangeOptions> = {}): Tampering {
  return inContext(
    () => true,
    ({ rules }) => ({
      rules: {
        ...rules,
        reading: { ...rules.reading, ...change, ranges: { ...rules.reading.ranges, ...ranges } },
      },
    }),
  );
}

/** Answers of several parts. */
function multipart(edit: Parameters<typeof answering>[1]): Pick<Tampering, 'respond'> {
  return answering(getsObject, (response, about) =>
    response.headers.some(([name, value]) => /^content-type$/i.test(name) && value.startsWith('multipart/'))
      ? edit(response, about)
      : response,
  );
}

/** Several ranges, and how conditions go together. */
export const severalRangesFaults = claimed('several ranges', {
  'only-first-range': {
    says: 'Of several ranges only the first is sent.',
    claims: ['S-GETOBJ-18', 'S-GETOBJ-20', 'S-GETOBJ-39'],
    ...severally((spans) => spans.slice(0, 1)),
  },
  'several-ranges-whole': {
    says: 'Who asks for several ranges gets the whole object.',
    claims: ['S-GETOBJ-18', 'S-GETOBJ-20', 'S-GETOBJ-39'],
    ...severally(() => []),
  },
  'last-range-lost': {
    says: 'The last of several ranges is not sent.',
    claims: ['S-GETOBJ-18', 'S-GETOBJ-20', 'S-GETOBJ-39'],
    ...severally((spans) => spans.slice(0, -1)),
  },
  'ranges-sorted': {
    says: 'Several ranges are sent in the order of their bytes.',
    claims: ['S-GETOBJ-39'],
    ...severally((spans) => spans.toSorted((a, b) => a.start - b.start)),
  },
  'parts-as-object': {
    says: 'An answer of several parts has the type of the object.',
    claims: ['S-GETOBJ-39', 'S-GETOBJ-20'],
    ...multipart(rewriting(/^content-type$/, () => 'application/octet-stream')),
  },
  'parts-of-unknown-length': {
    says: 'An answer of several parts does not tell its length.',
    claims: ['S-GETOBJ-39'],
    ...multipart((response) =>
      response.body.kind === 'stream'
        ? { ...response, body: { ...response.body, length: undefined } }
        : response,
    ),
  },
  'parts-with-another-boundary': {
    says: 'The boundary an answer of several parts names is not the one between them.',
    claims: ['S-GETOBJ-39', 'S-GETOBJ-20'],
    ...multipart(rewriting(/^content-type$/, (type) => `${type}0`)),
  },
  'unsatisfiable-range-refuses-all': {
    says: 'One range beyond the object makes all of them unsatisfiable.',
    claims: ['S-GETOBJ-40'],
    ...evaluating((outcome, value) =>
      outcome.kind === 'partial' && outcome.spans.length < (parseRange(value)?.length ?? 0)
        ? { kind: 'unsatisfiable' }
        : outcome,
    ),
  },
  'any-number-of-ranges': {
    says: 'As many ranges are sent as are asked for.',
    claims: ['S-GETOBJ-41'],
    ...reading({}, { maxRanges: 1000, maxOverlaps: undefined, maxUnordered: undefined }),
  },
  'whole-range-200': {
    says: 'A range that spans the whole object answers 200.',
    claims: ['S-GETOBJ-42'],
    ...evaluating((outcome, _, length) =>
      outcome.kind === 'partial' && outcome.spans[0].start === 0 && outcome.spans[0].end === length - 1
        ? { kind: 'whole' }
        : outcome,
    ),
  },
  'empty-object-has-ranges': {
    says: 'Any range of an empty object is the whole of it.',
    claims: ['S-GETOBJ-43'],
    ...evaluating((outcome, _, length) => (length === 0 ? { kind: 'whole' } : outcome)),
  },
  'suffix-of-empty-refused': {
    says: 'The last bytes of an empty object are refused.',
    claims: ['S-GETOBJ-43'],
    ...reading({}, { suffixOfEmpty: 'unsatisfiable' }),
  },
  'any-unit-is-bytes': {
    says: 'A range in another unit is taken for bytes.',
    claims: ['S-GETOBJ-17', 'S-GETOBJ-38'],
    decide: ({ evaluateRange }) => ({
      evaluateRange: (value, length, options) =>
        evaluateRange(value?.replace(/^\w+=/, 'bytes='), length, options),
    }),
  },
  'range-before-conditions': {
    says: 'A range that cannot be satisfied is refused before conditions are looked at.',
    claims: ['S-GETOBJ-45'],
    respond: (response, { incoming, routed }) =>
      response.status === 412 &&
      routed?.operation.id === 'GetObject' &&
      incoming.headers.some(([name]) => name.toLowerCase() === 'range')
        ? { ...response, status: 416 }
        : response,
  },
  'dates-beside-tags-ignored': {
    says: 'A date condition counts for nothing beside one with a tag.',
    claims: ['S-GETOBJ-47'],
    ...reading({ combination: 'precedence' }),
  },
  'tag-lists-not-read': {
    says: 'A list of tags in a condition is taken for one tag.',
    claims: ['S-GETOBJ-44'],
    decide: ({ evaluateConditions }) => ({
      evaluateConditions: ({ ifMatch, ifNoneMatch, ...dates }, validators, options) => {
        const one = (tags: string | undefined) => tags?.replaceAll(',', ';');
        return evaluateConditions(
          { ...dates, ifMatch: one(ifMatch), ifNoneMatch: one(ifNoneMatch) },
          validators,
          options,
        );
      },
    }),
  },
  'if-range-honoured': {
    says: 'If-Range decides whether a range counts.',
    claims: ['S-GETOBJ-49'],
    ...{
      receive: (incoming) => {
        const has = incoming.headers.some(([name]) => name.toLowerCase() === 'if-range');
        if (!has) return incoming;
        return { ...incoming, headers: incoming.headers.filter(([name]) => name.toLowerCase() !== 'range') };
      },
    },
  },
});
