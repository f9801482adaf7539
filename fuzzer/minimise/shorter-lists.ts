import type { FuzzCase } from '../case.ts';

/** A list with something before its first item, e.g. a unit: `bytes=0-1,5-`. RFC 9110 section 5.6.1. */
const LIST = /^([A-Za-z]+=)?([^"]*,[^"]*)$/s;

/** Cases whose fields have one item less in a list, or one alone. Lists of quoted texts are left whole. */
export function* withShorterLists(fuzzCase: FuzzCase): Generator<FuzzCase> {
  for (const [index, parameter] of fuzzCase.parameters.entries()) {
    if (parameter.in !== 'header') continue;
    for (const value of shorterLists(parameter.value ?? '')) {
      yield { ...fuzzCase, parameters: fuzzCase.parameters.with(index, { ...parameter, value }) };
    }
  }
}

/** The list with each of its items alone, then without each of them. */
function shorterLists(value: string): string[] {
  const [, before = '', list] = LIST.exec(value) ?? [];
  // A date has a comma, too.
  if (list === undefined || /\d{2}:\d{2}/.test(list)) return [];
  const items = list.split(',');
  const alone = items.map((item) => `${before}${item.trim()}`);
  const without = items.map((_, at) => `${before}${items.toSpliced(at, 1).join(',').trim()}`);
  return items.length > 2 ? [...alone, ...without] : alone;
}
