import { createHash } from 'node:crypto';
import { type Html, html, trusted } from './markup.ts';

/** Everything before the body of a page: it lets its own style and script in, and nothing else. */
export function documentHead(title: string, styles: string, script: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${digest(styles)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(styles)}</style>
</head>
`;
}

/** The source expression by which the content policy lets one inline element in, and no other. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
