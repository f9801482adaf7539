/** One thing that was looked at. */
export interface Observation {
  /** `left`: something that was made could not be removed. */
  readonly state: 'ok' | 'note' | 'problem' | 'left';
  readonly what: string;
  readonly detail: string;
  readonly advice?: string;
}
