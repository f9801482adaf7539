/** Types by the ending of a name, lower case. */
const BY_ENDING: Readonly<Record<string, string>> = {
  aac: 'audio/aac',
  avi: 'video/x-msvideo',
  bin: 'application/octet-stream',
  bmp: 'image/bmp',
  c: 'text/x-csrc',
  css: 'text/css',
  csv: 'text/csv',
  doc: 'application/msword',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  ico: 'image/vnd.microsoft.icon',
  jpe: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  m4a: 'audio/mp4',
  md: 'text/markdown',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  ps: 'application/postscript',
  py: 'text/x-python',
  rtf: 'application/rtf',
  svg: 'image/svg+xml',
  tar: 'application/x-tar',
  tgz: 'application/x-tar',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  wav: 'audio/x-wav',
  webm: 'video/webm',
  webp: 'image/webp',
  xml: 'application/xml',
  zip: 'application/zip',
};

/** Endings that say how a file is packed; the type is that of what is inside. */
const PACKED: ReadonlySet<string> = new Set(['gz', 'bz2', 'xz']);

const UNKNOWN = 'application/octet-stream';

/** The type an object's name suggests, in any letter case. S-PUTOBJ-04, -05. */
export function guessContentType(key: string): string {
  // A name that begins with a dot has no ending by that.
  const name = key.slice(key.lastIndexOf('/') + 1).replace(/^\.+/, '');
  const [, ...endings] = name.toLowerCase().split('.');
  const last = endings.at(-1) ?? '';
  const ending = (PACKED.has(last) ? endings.at(-2) : last) ?? '';
  return Object.hasOwn(BY_ENDING, ending) ? (BY_ENDING[ending] ?? UNKNOWN) : UNKNOWN;
}
