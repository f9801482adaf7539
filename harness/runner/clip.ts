/** Longest text of a value in a mismatch or a divergence, in characters. What is judged is always the whole. */
const SHOWN = 400;

/**
 * A text as a report shows it: whole up to 400 characters, else its beginning and its length. Secrets have to be out of
 * it by then: of one that is cut in two, half would stay.
 */
export function clip(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}
