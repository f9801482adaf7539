/** A path of a difference without positions and values: `/A/B[3]/C` is `/A/B/C`. Bounded. */
export function withoutPositions(path: string): string {
  return path
    .replace(/\[\d+\]/g, '')
    .replace(/\/\d+(?=\/|:|$)/g, '')
    .replace(/"[^"]*"/g, '""')
    .replace(/\d+/g, '0')
    .slice(0, 160);
}
