// biome-ignore lint/suspicious/noTemplateCurlyInString: the documented placeholder looks like one of ours
const PLACEHOLDER = '${filename}';

/**
 * The key a form names, each `${filename}` replaced by the name of the posted file. T-POST-10, -40.
 * @returns undefined when it is longer than `maxBytes` in UTF-8; it is not made then, since a form may ask for thousands
 */
export function formKey(field: string, filename: string, maxBytes: number): string | undefined {
  const pieces = field.split(PLACEHOLDER);
  const own = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const bytes = own + (pieces.length - 1) * Buffer.byteLength(filename);
  return bytes > maxBytes ? undefined : pieces.join(filename);
}
