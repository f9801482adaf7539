/** The page's style sheet. Plain CSS without network: system fonts, both colour schemes, paper. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1c2127; --soft: #57606c; --line: #d8dde3; --wash: #f5f7f9; --link: #0b57b0;
  --pass: #1a6d3a; --fail: #b3201f; --divergent: #6d3fb0; --skipped: #5d6672; --inconclusive: #8a5a00; --flaky: #a3410b;
  --fail-wash: #fdeceb; --divergent-wash: #f3edfc; --inconclusive-wash: #fdf4e1; --pass-wash: #e9f6ee;
  --fail-mark: #f6b9b5; --divergent-mark: #d9c6f5; --may-mark: #e3e6ea;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e4e8ec; --soft: #a0aab5; --line: #333b44; --wash: #1c2229; --link: #7db7ff;
    --pass: #6cc98c; --fail: #ff8f88; --divergent: #c3a4f7; --skipped: #9aa4b0; --inconclusive: #e6b452; --flaky: #ffa26b;
    --fail-wash: #351c1d; --divergent-wash: #281f38; --inconclusive-wash: #32281a; --pass-wash: #17301f;
    --fail-mark: #7c2d2b; --divergent-mark: #553d80; --may-mark: #3a434d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 9rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
main, header.top, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
h1 { font-size: clamp(1.45rem, 3.4vw, 2.1rem); line-height: 1.25; margin: 0; letter-spacing: -.01em; text-wrap: balance; overflow-wrap: break-word; }
h2 { font-size: 1.3rem; margin: 3rem 0 .75rem; }
h4 { font-size: .95rem; margin: 1.5rem 0 .5rem; }
a { color: var(--link); }
code, pre { font-family: var(--mono); font-size: .85em; }
summary { cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
.skip { position: absolute; left: -999rem; background: var(--paper); padding: .5rem 1rem; }
.skip:focus { left: .5rem; top: .5rem; z-index: 9; }

header.top { padding-top: 2rem; padding-bottom: 1.75rem; }
.verdict { display: grid; grid-template-columns: auto 1fr; gap: 1rem; align-items: start; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-left: .5rem solid var(--state); border-radius: .5rem; background: var(--state-wash); }
.verdict .sign { font-size: 2rem; line-height: 1.25; color: var(--state); font-weight: 700; }
.verdict .gate { margin: .4rem 0 0; color: var(--soft); }
.is-good { --state: var(--pass); --state-wash: var(--pass-wash); }
.is-partly { --state: var(--link); --state-wash: var(--wash); }
.is-bad { --state: var(--fail); --state-wash: var(--fail-wash); }
.is-different { --state: var(--divergent); --state-wash: var(--divergent-wash); }
.is-unsure { --state: var(--inconclusive); --state-wash: var(--inconclusive-wash); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .75rem 1.5rem; margin: 1.5rem 0; }
.facts dt, .label { color: var(--soft); font-size: .82rem; margin: 0; }
.facts dd { margin: 0; }
.command { display: flex; align-items: start; gap: .5rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--wash); padding: .4rem .5rem .4rem .75rem; margin: .25rem 0; }
.command pre { margin: 0; flex: 1; min-width: 0; white-space: pre-wrap; padding: .15rem 0; max-height: 24rem; overflow: auto; }
button, input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .35rem; padding: .2rem .6rem; }
button { cursor: pointer; font-size: .85rem; }
button:hover { border-color: var(--soft); }

.counts { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding: 0; margin: 0 0 .75rem; list-style: none; }
.counts b { font-variant-numeric: tabular-nums; }
.bar { display: block; width: 100%; height: .8rem; border-radius: .25rem; }
rect.pass { fill: var(--pass); } rect.fail { fill: var(--fail); } rect.divergent { fill: var(--divergent); }
rect.skipped { fill: var(--line); } rect.inconclusive { fill: var(--inconclusive); } rect.flaky { fill: var(--flaky); }
.pass { color: var(--pass); } .fail { color: var(--fail); } .divergent { color: var(--divergent); }
.skipped { color: var(--skipped); } .inconclusive { color: var(--inconclusive); } .flaky { color: var(--flaky); }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 3rem; }
.columns h2 { margin-top: 2rem; }
.columns ul { padding: 0; margin: 0; list-style: none; }
.columns li { padding-left: 1.6rem; position: relative; margin: .3rem 0; }
.columns li .sign { position: absolute; left: 0; font-weight: 700; }
.columns li a { display: block; width: fit-content; }
.notes li::before { content: "·"; position: absolute; left: .4rem; font-weight: 700; }

table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; }
.list th, .list td, .facets th, .facets td { padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.list thead th, .facets thead th { color: var(--soft); font-size: .82rem; font-weight: 500; }
.list .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.list ul { margin: 0; padding: 0; list-style: none; }

.filters { position: sticky; top: 0; z-index: 5; background: var(--paper); border-bottom: 1px solid var(--line); padding: .75rem 0 .6rem; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; }
.filters fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .15rem .9rem; align-items: center; }
.filters legend { float: left; margin-right: .5rem; padding: 0; color: var(--soft); font-size: .82rem; }
.filters label { white-space: nowrap; font-size: .92rem; }
.filters input[type=search] { width: 17rem; max-width: 100%; padding: .35rem .6rem; }
.filters select { max-width: 18rem; }
.filters .count { margin-left: auto; color: var(--soft); font-size: .9rem; }
input[type=checkbox] { accent-color: var(--link); margin: 0 .2rem 0 0; }

.grid { display: grid; grid-template-columns: minmax(0, 1fr) repeat(5, 4.6rem); gap: .5rem; align-items: center; }
.grid.six { grid-template-columns: minmax(0, 1fr) repeat(6, 4.6rem); }
.grid .n { text-align: right; font-variant-numeric: tabular-nums; font-size: .92rem; }
.grid .n.zero { color: var(--soft); opacity: .5; }
.grid.head { color: var(--soft); font-size: .82rem; padding: .75rem .75rem .3rem 1.9rem; border-bottom: 1px solid var(--line); }
.operation { border-bottom: 1px solid var(--line); }
.operation > summary { padding: .5rem .75rem; display: block; position: relative; padding-left: 1.9rem; }
.operation > summary::-webkit-details-marker { display: none; }
.operation > summary::before { content: "▸"; position: absolute; left: .6rem; color: var(--soft); }
.operation[open] > summary::before { content: "▾"; }
.operation > summary:hover, .check > summary:hover { background: var(--wash); }
.operation .name { font-weight: 600; }
.operation > .checks { padding: 0 0 1rem 1.9rem; }
.group { margin: .35rem 0; }
.group > summary { color: var(--soft); padding: .25rem 0; }
.group ul { list-style: none; margin: .25rem 0 .5rem; padding: 0; }
.quiet { padding: .2rem 0 .2rem 1.6rem; position: relative; font-size: .95rem; }
.quiet .mark { position: absolute; left: .2rem; font-weight: 700; }
.quiet .meta, .why { color: var(--soft); font-size: .85rem; }
.here { text-decoration: none; opacity: .7; }

details.check { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; background: var(--paper); }
details.check > summary { padding: .6rem .9rem; border-radius: .5rem; }
details.check > summary .title { font-weight: 600; }
details.check[open] > summary { border-bottom: 1px solid var(--line); border-radius: .5rem .5rem 0 0; }
details.check:has(> summary .fail) { border-left: .3rem solid var(--fail); }
details.check:has(> summary .divergent) { border-left: .3rem solid var(--divergent); }
details.check:has(> summary .flaky) { border-left: .3rem solid var(--flaky); }
details.check:has(> summary .inconclusive) { border-left: .3rem solid var(--inconclusive); }
.check .inside { padding: .25rem 1.1rem 1.1rem; }
.badge { display: inline-block; font-size: .82rem; font-weight: 700; white-space: nowrap; }
.tags { white-space: nowrap; }
.wire .gap td { height: .9rem; }
.tag { white-space: nowrap; font-size: .78rem; border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .55rem; color: var(--soft); }
.tag.data-loss, .tag.security { border-color: var(--fail); color: var(--fail); font-weight: 600; }
.tag.ours { border-color: var(--inconclusive); color: var(--inconclusive); font-weight: 600; }
pre.case { white-space: pre-wrap; max-height: 24rem; overflow: auto; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .75rem; margin: .25rem 0; }
.facets ul, .facets ol { margin: 0; padding-left: 1.1rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
.id { color: var(--soft); margin: .5rem 0; font-size: .88rem; }
.reason, p.ours { background: var(--inconclusive-wash); padding: .6rem .9rem; border-radius: .35rem; }
.claims { margin: .75rem 0; }
.claims > div { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: .5rem 0; }
.claims dt { font-family: var(--mono); font-size: .82rem; }
.claims dd { margin: 0; }
.claims .source { color: var(--soft); font-size: .88rem; display: block; }
.facets th[scope=row] { font-family: var(--mono); font-size: .82rem; font-weight: 500; width: 24%; }
.facets td { overflow: clip; }
.facets code { white-space: pre-wrap; }
.facets .nth { width: 6.5rem; color: var(--soft); }
.facets.violates { border-left: .3rem solid var(--fail); }
.facets.differs { border-left: .3rem solid var(--divergent); }
.legend, .none, .caution { color: var(--soft); font-size: .88rem; margin: .25rem 0 .5rem; }

.exchange { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; overflow: clip; }
.exchange > summary { padding: .45rem .75rem; background: var(--wash); }
.exchange .nth { display: inline-block; min-width: 1.4em; text-align: center; border: 1px solid var(--line); border-radius: 1em; font-size: .8rem; background: var(--paper); }
.exchange .who, .answers { color: var(--soft); font-size: .88rem; }
.answers { float: right; } .answers span { margin-left: 1rem; } .answers b { color: var(--ink); }
.wire { table-layout: fixed; font-family: var(--mono); font-size: .78rem; line-height: 1.45; direction: ltr; }
.wire th { font-family: system-ui, sans-serif; color: var(--soft); font-size: .78rem; font-weight: 600; padding: .3rem .6rem; }
.wire th.sign, .wire td.sign { width: 2rem; text-align: center; padding: 0; }
.wire .part th { background: var(--wash); padding: .15rem .6rem .15rem 2.6rem; }
.wire td { tab-size: 4; padding: .05rem .6rem; vertical-align: top; white-space: pre-wrap; overflow: clip; unicode-bidi: isolate; }
.wire tbody tr > :nth-child(3) { border-left: 1px solid var(--line); }
.wire tr.same > :nth-child(3) { color: var(--soft); }
.wire td.sign { font-weight: 700; }
.wire .violates td { background: var(--fail-wash); } .wire .violates .sign { color: var(--fail); }
.wire .differs td { background: var(--divergent-wash); } .wire .differs .sign { color: var(--divergent); }
.wire .may-differ .sign { color: var(--soft); }
.wire mark { color: inherit; border-radius: 2px; background: var(--may-mark); }
.wire .violates mark { background: var(--fail-mark); font-weight: 600; } .wire .differs mark { background: var(--divergent-mark); font-weight: 600; }
.wire .note { font-family: system-ui, sans-serif; color: var(--soft); font-style: italic; }
.wire .feed::after { content: " ↵"; color: var(--soft); opacity: .6; }
.wire i, .facets i { font-style: normal; color: var(--inconclusive); border: 1px dotted var(--inconclusive); border-radius: 2px; font-size: .92em; }
.curl { padding: .5rem .75rem .6rem; border-top: 1px solid var(--line); }
.repeat { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.claim { font-family: var(--mono); font-size: .85em; }
.all-claims td:first-child { white-space: nowrap; }
tr:target, li:target { background: var(--inconclusive-wash); }
details.check:target { outline: 3px solid var(--link); outline-offset: 2px; }
footer { color: var(--soft); font-size: .88rem; margin: 4rem auto 3rem; }

@media (max-width: 52rem) {
  main, header.top, footer { padding: 0 1rem; }
  header.top { padding-top: 1rem; padding-bottom: 1.25rem; }
  html { scroll-padding-top: 1rem; }
  .filters { position: static; }
  .filters select { max-width: 18rem; }
.filters .count { margin-left: 0; }
  .columns, .repeat { grid-template-columns: 1fr; }
  .grid { grid-template-columns: repeat(5, 1fr); gap: 0 .5rem; }
  .grid.six { grid-template-columns: repeat(6, 1fr); }
  .grid > :first-child { grid-column: 1 / -1; }
  .grid.head > :first-child { display: none; }
  .operation > .checks { padding-left: .25rem; }
  .answers { float: none; display: block; } .answers span { margin: 0 1rem 0 0; }
  .check .inside { padding: .25rem .75rem .75rem; }
  .facets thead { position: absolute; clip-path: inset(50%); }
  .facets tr { display: block; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
  .facets th[scope=row], .facets td, .facets .nth { display: block; width: auto; border: 0; padding: .1rem 0; }
  .facets td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: .85rem; }
  .wire, .wire tbody, .wire tr { display: block; }
  .wire thead { display: none; }
  .wire .part th { display: block; padding-left: .6rem; }
  .wire tr { position: relative; }
  .wire td { display: block; padding: .05rem .6rem .05rem 1.9rem; }
  .wire td.sign { position: absolute; left: 0; background: none !important; width: 1.6rem; }
  .wire tr.same > :nth-child(3), .wire .gone, .wire .gap :nth-child(3) { display: none; }
  .wire tbody tr > :nth-child(3) { border-left: 0; }
  .facts { grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
  .list th[scope=row] { overflow-wrap: normal; padding-left: 0; }
  .wire tr:not(.same, .part, .gap) > :nth-child(2)::before { content: "target "; color: var(--soft); font-family: system-ui, sans-serif; }
  .wire tr:not(.same, .part, .gap) > :nth-child(3)::before { content: "reference "; color: var(--soft); font-family: system-ui, sans-serif; }
  .list.stack thead { display: none; } .list.stack tr, .list.stack td { display: block; border: 0; padding: .1rem 0; }
  .list.stack tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } .list.stack .n { text-align: left; }
  .reasons .n::before { content: attr(data-label) ": "; color: var(--soft); font-size: .85rem; }
  .list.stack .n { display: inline-block; margin-right: 1rem; }
}
@media print {
  :root { color-scheme: light; }
  body { font-size: 10pt; }
  .filters, .copy, .skip, .here { display: none; }
  .exchange, .operation > summary, details.check > summary, tr { break-inside: avoid; }
  details.check, .exchange { break-inside: auto; }
  .command pre { max-height: none; }
  a { color: inherit; text-decoration: none; }
}
@media (forced-colors: active) { .wire .violates td, .wire .differs td, .wire mark { outline: 1px solid; } }
`;
