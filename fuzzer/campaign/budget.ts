/** When a campaign ends; whatever comes first. */
export interface Budget {
  readonly ms?: number | undefined;
  readonly cases?: number | undefined;
  /** Requests to the target, those that prepare and clean up included. */
  readonly requests?: number | undefined;
}

/** What of a budget is used up. */
export interface Spent {
  readonly ms: number;
  readonly cases: number;
  readonly requests: number;
}

const PARTS = ['ms', 'cases', 'requests'] as const;

/** Share of the budget that is used up: 0 at the start, 1 or more when it is over; 0 for a budget without an end. */
export function shareSpent(budget: Budget, spent: Spent): number {
  return Math.max(0, ...PARTS.map((part) => share(spent[part], budget[part])));
}

function share(spent: number, of: number | undefined): number {
  if (of === undefined) return 0;
  return of <= 0 ? 1 : spent / of;
}
