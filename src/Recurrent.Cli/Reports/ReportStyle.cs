namespace Recurrent.Cli.Reports;

/// <summary>Style sheet of the report: one column, light and dark, printable.</summary>
internal static class ReportStyle
{
    /// <summary>Its colours, light and dark; pictures on their own have them too.</summary>
    public const string Colours = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1d2430; --muted: #5d6675; --grid: #e3e6eb; --card: #f6f7f9;
          --model: #0b62c4; --actual: #c2410c; --simple: #8a93a3; --wide: #dbe8f8; --narrow: #b5d1f2; --good: #14743f; --bad: #9a3412;
          --line1: #0b62c4; --line2: #c2410c; --line3: #14743f; --line4: #7a3fb0; --line5: #b8860b; --line6: #0e7c86; --line7: #b0245f; --line8: #5d6675; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181f; --ink: #e6e9ee; --muted: #9aa4b4; --grid: #2c333e; --card: #1b212a;
            --model: #6cb0ff; --actual: #ff9d66; --simple: #7b8596; --wide: #1d3150; --narrow: #27497a; --good: #6fd49b; --bad: #ffab85;
            --line1: #6cb0ff; --line2: #ff9d66; --line3: #6fd49b; --line4: #c79bf2; --line5: #e6bf55; --line6: #5fd0da; --line7: #f284b2; --line8: #9aa4b4; } }
        """;

    public const string Sheet = Colours + "\n" + """
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 920px; margin: 0 auto; padding: 40px 24px 64px; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; letter-spacing: -.01em; }
        h2 { font-size: 1.35rem; margin: 3rem 0 .4rem; padding-top: 1.2rem; border-top: 1px solid var(--grid); }
        h3 { font-size: 1.02rem; margin: 1.8rem 0 .4rem; }
        p { margin: .4rem 0 .8rem; }
        .lead, .facts, figcaption, footer { color: var(--muted); }
        .verdict { padding: .8rem 1rem; border-left: 4px solid var(--good); background: var(--card); border-radius: 0 6px 6px 0; max-width: none; }
        .verdict.warning { border-color: var(--bad); }
        figure { margin: .6rem 0 1.4rem; }
        svg { display: block; width: 100%; height: auto; font-family: inherit; }
        figcaption, .legend { font-size: .88rem; margin: .2rem 0; }
        .key { white-space: nowrap; margin-right: 1.1em; color: var(--ink); }
        .key::before { content: ""; display: inline-block; width: 1.3em; height: .28em; border-radius: 2px; vertical-align: .22em; margin-right: .4em; background: var(--ink); }
        .key.model::before { background: var(--model); } .key.actual::before { background: var(--actual); } .key.simple::before { background: var(--simple); }
        .key.narrow::before { background: var(--narrow); height: .8em; vertical-align: -.05em; } .key.wide::before { background: var(--wide); height: .8em; vertical-align: -.05em; }
        .key.line1::before { background: var(--line1); } .key.line2::before { background: var(--line2); } .key.line3::before { background: var(--line3); } .key.line4::before { background: var(--line4); }
        .key.line5::before { background: var(--line5); } .key.line6::before { background: var(--line6); } .key.line7::before { background: var(--line7); } .key.line8::before { background: var(--line8); }
        main:has(.columns) { max-width: 1500px; }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 0 2.4rem; }
        .gates { margin: .3rem 0 1rem; } .gates caption { text-align: left; color: var(--muted); font-size: .88rem; } .gates td:not(:first-child) { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .gates .bar { width: 55%; vertical-align: middle; } .bar i { display: inline-block; height: .7em; } .bar .low { background: var(--actual); } .bar .middle { background: var(--grid); } .bar .high { background: var(--model); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th { text-align: left; font-weight: 600; color: var(--muted); border-bottom: 1px solid var(--muted); padding: .35rem .9rem .35rem 0; white-space: nowrap; }
        td { border-bottom: 1px solid var(--grid); padding: .35rem .9rem .35rem 0; vertical-align: top; }
        .numbers th:not(:first-child), .numbers td:not(:first-child) { text-align: right; padding: .35rem 0 .35rem .9rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .best { font-weight: 700; color: var(--good); }
        code, pre { font: .86rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
        pre { background: var(--card); padding: .7rem .9rem; border-radius: 6px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
        footer { margin-top: 3rem; font-size: .86rem; }
        @media print {
          :root { --paper: #fff; --ink: #000; --muted: #444; --grid: #ccc; --card: #f4f4f4; --model: #0b62c4; --actual: #c2410c; --simple: #777; --wide: #dbe8f8; --narrow: #b5d1f2; }
          body { font-size: 11pt; } main { max-width: none; padding: 0; } figure, table { break-inside: avoid; } h2, h3 { break-after: avoid; } }
        """;
}
