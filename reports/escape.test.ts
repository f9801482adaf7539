import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clip,
  codeOf,
  escapeHtml,
  escapeMarkdown,
  escapeTerminal,
  markdownCode,
  visible,
  visibleParts,
} from './escape.ts';
import { hostileText } from './testing/record-arbitraries.ts';

const anything = fc.oneof(
  hostileText,
  fc.array(hostileText, { maxLength: 4 }).map((parts) => parts.join('')),
);
/** Unassigned and private characters have a place and a (substitute) shape: they may stay. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('visible', () => {
  it('writes out what cannot be seen and what moves other text', () => {
    expect(visible('a\r\n\tb\u0000\u001b\u0085')).toBe('a\\r\\n\\tb\\x00\\x1b\\x85');
    expect(visible('\u202e\u200b\ufeff\u{e0041}\ud800')).toBe('\\u202e\\u200b\\ufeff\\u{e0041}\\ud800');
    expect(visible('a\u00a0b\u3000c')).toBe('a\\xa0b\\u3000c');
    expect(visible('prix: 5 € 漢字 😀 é')).toBe('prix: 5 € 漢字 😀 é');
  });

  it('leaves nothing unseen in any text', () => {
    fc.assert(fc.property(anything, (text) => !UNSEEN.test(visible(text))));
  });

  it('is what the parts say', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parts = visibleParts(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        expect(parts.map((part) => (part.hidden ? codeOf(part.text) : part.text)).join('')).toBe(
          visible(text),
        );
      }),
    );
  });
});

describe('clip', () => {
  it('says how much is missing and keeps surrogate pairs whole', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 3)).toBe('abc… (4 more characters)');
    expect(clip('ab😀cd', 3)).toBe('ab… (4 more characters)');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) =>
        clip(text, max).isWellFormed(),
      ),
    );
  });
});

describe('escapeHtml', () => {
  it('leaves no character that starts markup, ends an attribute or is unseen', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>"']/);
        expect(html.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
        expect(html).not.toMatch(UNSEEN);
      }),
    );
  });

  it('keeps the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const back = escapeHtml(text)
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(back).toBe(visible(text));
      }),
    );
  });
});

describe('escapeTerminal', () => {
  it('leaves no control or format character, so no escape sequence and no second line', () => {
    fc.assert(fc.property(anything, (text) => !UNSEEN.test(escapeTerminal(text))));
  });
});

describe('escapeMarkdown', () => {
  it('leaves no character that could mean something', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const bare = escapeMarkdown(text)
          .replaceAll('@<!-- -->', 'BREAK')
          .replaceAll('<!-- -->', 'BREAK')
          .replace(/\\[!-/:-@[-`{-~]/g, '')
          .replace(/&(?:amp|lt|gt);/g, '');
        expect(bare).not.toMatch(/[\\`*_{}[\]<>|~$&!@#]|:\/\/|www\./i);
        expect(bare).not.toMatch(UNSEEN);
      }),
    );
  });

  it('makes no mention, link, issue number, list or heading', () => {
    expect(escapeMarkdown('@all http://x #1 <b> www.x')).toBe(
      '@<!-- -->all http:<!-- -->//x \\#<!-- -->1 &lt;b&gt; www<!-- -->.x',
    );
    expect(['- a', '1. a', '# a', '> a'].map(escapeMarkdown)).toEqual([
      '\\- a',
      '1\\. a',
      '\\#<!-- --> a',
      '&gt; a',
    ]);
  });

  it('leaves ordinary prose readable', () => {
    const prose = '412 of 430 required checks ran; 9 violate (the "rules"): a-b, c/d = 5%.';
    expect(escapeMarkdown(prose)).toBe(prose);
  });
});

describe('markdownCode', () => {
  it('is fenced by more backticks than it holds, on one line, with pipes escaped', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const code = markdownCode(text);
        if (text === '') return;
        const [, fence = '', inside = ''] = /^(`+)([\s\S]*?)\1$/.exec(code) ?? [];
        expect(fence).not.toBe('');
        expect(inside.match(/`+/g)?.some((run) => run.length >= fence.length) ?? false).toBe(false);
        expect(code).not.toMatch(/[\r\n]|(?<!\\)\|/);
        const shown = inside.replaceAll('\\|', '|');
        expect([visible(text), ` ${visible(text)} `]).toContain(shown);
      }),
    );
  });

  it('marks nothing as empty', () => {
    expect(markdownCode('')).toBe('(empty)');
    expect(markdownCode('a`b')).toBe('``a`b``');
    expect(markdownCode('`')).toBe('`` ` ``');
  });
});
