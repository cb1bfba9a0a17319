/** Both color schemes, and paper. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #555; --high: #a1260d; --medium: #7a4a00; --low: #2b5797; }
@media (prefers-color-scheme: dark) { :root { --soft: #bbb; --high: #ff9b85; --medium: #f0c674; --low: #9cc4ff; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.high, .medium, .low { font-size: .85rem; border: 1px solid; border-radius: .25rem; padding: 0 .4rem; }
.high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.count, .note, dt { color: var(--soft); }
.note { font-style: italic; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; } dd { margin: 0; }
li { overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
@media print { body { max-width: none; margin: 0; } section { break-inside: auto; } tr, li { break-inside: avoid; } }
`;
