import { STYLES } from './styles.ts';

/** The style sheet of a matrix: that of a report, and what a table with many columns needs. */
export const MATRIX_STYLES = `${STYLES}
main, header.top, footer { max-width: none; }
.violates { color: var(--fail); } .known, .unsupported, .not-run, .absent { color: var(--skipped); }
.differs { color: var(--divergent); } .conforms { color: var(--pass); }
.facets.violates, .facets.differs { color: inherit; }
.scroll { overflow-x: auto; }
table.matrix { width: auto; min-width: 60%; }
.matrix th, .matrix td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; text-align: left; }
.matrix td { white-space: nowrap; font-variant-numeric: tabular-nums; }
.matrix thead th { font-size: .85rem; max-width: 14rem; }
.matrix thead small { display: block; color: var(--soft); font-weight: 400; }
.matrix tbody th { font-weight: 500; max-width: 34rem; }
.matrix td a { color: inherit; text-decoration-style: dotted; }
.matrix .disagrees > th::before { content: "⇄ "; color: var(--divergent); }
.matrix details > summary { white-space: nowrap; }
.evidence { border-left: .2rem solid var(--line); margin: .75rem 0; padding: .1rem 0 .1rem 1rem; }
.evidence:target { background: var(--inconclusive-wash); }
.evidence h5 { margin: .4rem 0; font-size: .95rem; }
@media print { .operation > .checks { display: block; } }
`;
