// biome-ignore lint/suspicious/noTemplateCurlyInString: the documented placeholder looks like one of ours
const PLACEHOLDER = '${filename}';

/** The key a form names, each `${filename}` replaced by the name of the posted file. T-POST-10, -40. */
export function formKey(field: string, filename: string): string {
  return field.replaceAll(PLACEHOLDER, () => filename);
}
